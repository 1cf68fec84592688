"""Each picture of the handbook can be taken again, and none lies about unused."""

import re

from django.contrib.staticfiles import finders
from PIL import Image

from portal.handbook.book import SERVED_AS, TEXT
from portal.handbook.pictures import PICTURES
from portal.handbook.taking import DOING, LARGEST
from portal.sample_city.accounts import demo_accounts

FOLDER = TEXT.parent / "img/editor"
NAMED = re.compile(r"^!\[([^\]]+)\]\(img/editor/([\w-]+)\.webp(?: \"[^\"]+\")?\)$", re.MULTILINE)
MOST = 16


def named() -> list[str]:
    return [name for _alt, name in NAMED.findall(TEXT.read_text(encoding="utf-8"))]


def test_pictures_when_named_in_the_text_then_have_a_row_and_a_file_and_the_reverse():
    names = [picture.name for picture in PICTURES]

    assert sorted(names) == sorted(named())
    assert sorted(names) == sorted(file.stem for file in FOLDER.iterdir())
    assert len(names) == len(set(names)) <= MOST


def test_pictures_when_stood_in_the_text_then_are_all_found_by_the_pattern():
    assert len(named()) == TEXT.read_text(encoding="utf-8").count("![")


def test_picture_files_when_measured_then_are_small_and_of_the_width_of_their_row():
    for picture in PICTURES:
        file = FOLDER / f"{picture.name}.webp"
        assert file.stat().st_size <= LARGEST, picture.name
        with Image.open(file) as image:
            assert image.size == (picture.width, picture.height), picture.name


def test_picture_files_when_asked_for_then_are_among_the_static_files():
    for picture in PICTURES:
        assert finders.find(f"{SERVED_AS}/{picture.name}.webp"), picture.name


def test_rows_when_read_then_know_their_roles_and_verbs():
    roles = {"", *(account.username for account in demo_accounts())}
    for picture in PICTURES:
        assert picture.role in roles, picture.name
        assert {verb for verb, *_told in (*picture.steps, *picture.after)} <= DOING.keys()
