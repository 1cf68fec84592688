"""Almost the same pictures are found, others are not; what cannot be told apart is said."""

import pytest
from PIL import Image, ImageEnhance, ImageOps

from credits.claims.likeness import THRESHOLD, distance, likeness_of, look_alike
from tests.credits.claims.pictures import encoded, sheet


def again(picture: Image.Image, quality: int) -> Image.Image:
    from io import BytesIO

    return Image.open(BytesIO(encoded(picture, quality=quality))).convert("RGB")


SAME = {
    "poor JPEG": lambda sent: again(sent, 30),
    "half": lambda sent: sent.resize((600, 424)),
    "brighter": lambda sent: ImageEnhance.Brightness(sent).enhance(1.15),
    "darker": lambda sent: ImageEnhance.Brightness(sent).enhance(0.85),
    "grey": lambda sent: ImageOps.grayscale(sent).convert("RGB"),
    "narrow crop": lambda sent: sent.crop((8, 6, 1192, 842)),
}


@pytest.mark.parametrize("name", SAME)
def test_picture_when_sent_again_in_another_form_then_alike(name):
    assert look_alike(likeness_of(sheet()), likeness_of(SAME[name](sheet())))


def test_picture_when_of_another_sheet_then_not_alike():
    other = sheet().transpose(Image.Transpose.ROTATE_180)
    assert distance(likeness_of(sheet()), likeness_of(other)) > THRESHOLD


def test_certificates_of_one_form_look_alike_so_that_only_a_person_can_tell():
    assert look_alike(likeness_of(sheet(text="No. 1")), likeness_of(sheet(text="No. 2")))


@pytest.mark.parametrize("colour", ["white", "black", (120, 130, 140)])
def test_picture_when_there_is_nothing_to_see_then_like_no_other(colour):
    blank = likeness_of(Image.new("RGB", (800, 600), colour))
    assert blank == ""
    assert not look_alike(blank, blank)
