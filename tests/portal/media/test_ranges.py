"""Films in the parts that a player asks for (RFC 9110, sections 13 and 14)."""

import os

import pytest
from django.http import Http404

from portal.media.ranges import NotSatisfiableError, wanted_range
from portal.media.views import video_file
from portal.urls import served_videos

NAME = "0123456789abcdef0123456789abcdef.mp4"
FILM = bytes(range(256)) * 1000


@pytest.mark.parametrize(
    ("header", "size", "wanted"),
    [
        ("bytes=0-99", 1000, (0, 99)),
        ("bytes=900-", 1000, (900, 999)),
        ("bytes=900-5000", 1000, (900, 999)),
        ("bytes=-100", 1000, (900, 999)),
        ("bytes=-5000", 1000, (0, 999)),
        ("bytes=0-0", 1000, (0, 0)),
        ("BYTES = 0-0".replace(" ", ""), 1000, (0, 0)),
        ("bytes=999-999", 1000, (999, 999)),
        ("bytes=5-2", 1000, None),
        ("bytes=-", 1000, None),
        ("bytes=0-1,5-9", 1000, None),
        ("items=0-5", 1000, None),
        ("bytes=a-b", 1000, None),
        ("bytes=١-٢", 1000, None),
        ("bytes=0-" + "9" * 5000, 1000, None),
        ("", 1000, None),
    ],
)
def test_range_when_asked_for_then_is_one_stretch_or_is_left_aside(header, size, wanted):
    assert wanted_range(header, size) == wanted


@pytest.mark.parametrize(
    ("header", "size"), [("bytes=1000-", 1000), ("bytes=5000-6000", 1000), ("bytes=-0", 1000), ("bytes=0-", 0), ("bytes=-5", 0)]
)  # fmt: skip
def test_range_when_beyond_the_end_then_cannot_be_satisfied(header, size):
    with pytest.raises(NotSatisfiableError):
        wanted_range(header, size)


@pytest.fixture
def film(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "video").mkdir()
    path = tmp_path / "video" / NAME
    path.write_bytes(FILM)
    os.utime(path, (1_760_000_000, 1_760_000_000))
    return path


@pytest.fixture
def answer(film, rf):
    def ask(method="get", name=NAME, **headers):
        return video_file(getattr(rf, method)("/", headers=headers), name=name)

    return ask


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_film_when_asked_for_whole_then_is_sent_whole_and_offers_ranges(answer):
    response = answer()

    assert response.status_code == 200
    assert body(response) == FILM
    assert response.headers["Content-Length"] == str(len(FILM))
    assert response.headers["Accept-Ranges"] == "bytes"
    assert response.headers["Content-Type"] == "video/mp4"


def test_film_when_a_stretch_is_asked_for_then_only_that_is_sent(answer):
    response = answer(Range="bytes=70000-70009")

    assert response.status_code == 206
    assert body(response) == FILM[70000:70010]
    assert response.headers["Content-Range"] == f"bytes 70000-70009/{len(FILM)}"
    assert response.headers["Content-Length"] == "10"


def test_film_when_a_long_stretch_is_asked_for_then_it_is_whole(answer):
    assert body(answer(Range="bytes=1000-")) == FILM[1000:]


def test_film_when_the_range_lies_beyond_it_then_answers_416_with_its_length(answer):
    response = answer(Range="bytes=99999999-")

    assert response.status_code == 416
    assert response.headers["Content-Range"] == f"bytes */{len(FILM)}"
    assert body(response) == b""


def test_film_when_only_its_head_is_asked_for_then_has_no_body_and_no_range(answer):
    response = answer("head", Range="bytes=0-9")

    assert response.status_code == 200
    assert response.headers["Content-Length"] == str(len(FILM))
    assert body(response) == b""


def test_film_when_the_copy_is_still_right_then_answers_304(answer):
    first = answer()

    by_tag = answer(**{"If-None-Match": first.headers["ETag"]})
    by_day = answer(**{"If-Modified-Since": first.headers["Last-Modified"]})
    assert (by_tag.status_code, by_day.status_code) == (304, 304)
    assert by_tag.headers["ETag"] == first.headers["ETag"]


def test_stretch_when_the_film_is_still_the_one_then_is_sent(answer):
    first = answer()

    for condition in (first.headers["ETag"], first.headers["Last-Modified"]):
        response = answer(Range="bytes=0-9", **{"If-Range": condition})
        assert response.status_code == 206


@pytest.mark.parametrize("condition", ['"other"', "Wed, 01 Jan 2020 00:00:00 GMT", "nonsense"])
def test_stretch_when_the_film_is_another_then_all_of_it_is_sent(answer, condition):
    response = answer(Range="bytes=0-9", **{"If-Range": condition})

    assert response.status_code == 200
    assert body(response) == FILM


def test_stretch_when_a_precondition_fails_then_answers_412(answer):
    assert answer(Range="bytes=0-9", **{"If-Match": '"other"'}).status_code == 412


def test_film_when_posted_to_then_is_refused(answer):
    assert answer("post").status_code == 405


def test_film_when_it_is_not_there_then_is_not_found(answer):
    with pytest.raises(Http404):
        answer(name="f" * 32 + ".mp4")


def test_captions_when_asked_for_then_are_text_in_utf8(answer, film):
    name = NAME.replace(".mp4", ".vtt")
    film.with_name(name).write_text("WEBVTT\n", encoding="utf-8")

    assert answer(name=name).headers["Content-Type"] == "text/vtt; charset=utf-8"


@pytest.mark.parametrize(
    "path",
    [
        "media/video/../secret.mp4",
        "media/video/%2e%2e/secret.mp4",
        "media/video/0123456789abcdef0123456789abcdef.html",
        "media/video/0123456789ABCDEF0123456789ABCDEF.mp4",
        "media/video/short.mp4",
        "media/video/",
    ],
)
def test_any_other_name_when_asked_for_then_has_no_address(settings, path):
    settings.SERVE_IMAGES = True

    assert served_videos()[0].resolve(path) is None


def test_films_when_a_web_server_stands_in_front_are_left_to_it(settings):
    settings.SERVE_IMAGES = False

    assert served_videos() == []
