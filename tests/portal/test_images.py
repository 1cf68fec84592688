"""Pictures of pages on a machine without a web server in front."""

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404

from portal.urls import served_images


@pytest.fixture
def served(settings, tmp_path):
    settings.SERVE_IMAGES = True
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "a.png").write_bytes(b"picture")
    (tmp_path / "secret.txt").write_bytes(b"secret")
    return served_images()[0]


def answer(served, rf, path):
    return served.callback(rf.get("/"), path=path, **served.default_args)


def test_picture_when_asked_for_is_served(served, rf):
    assert b"".join(answer(served, rf, "a.png").streaming_content) == b"picture"


@pytest.mark.parametrize("path", ["../secret.txt", "/etc/passwd", "", "b.png", "..%2fsecret.txt"])
def test_anything_else_when_asked_for_is_not_found(served, rf, path):
    with pytest.raises((Http404, SuspiciousFileOperation)):
        answer(served, rf, path)


def test_pictures_when_a_web_server_stands_in_front_are_left_to_it(settings):
    settings.SERVE_IMAGES = False
    assert served_images() == []
