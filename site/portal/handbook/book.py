"""The handbook that the site shows, read again when its file changes."""

from functools import cache, lru_cache
from pathlib import PurePosixPath

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from PIL import Image

from portal.handbook.reading import Handbook, Places, Shown, read_handbook

TEXT = settings.BASE_DIR / "docs" / "editor.md"
# Served as static files below this name: settings.STATICFILES_DIRS.
SERVED_AS = "handbook"


def handbook() -> Handbook:
    return _read(TEXT.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _read(changed_at: int) -> Handbook:
    places = Places(
        picture=_shown, section=lambda number: reverse("handbook-section", args=[number])
    )
    return read_handbook(TEXT.read_text(encoding="utf-8"), places)


@cache
def _shown(path: str) -> Shown:
    """`path` as the text has it, from where the text lies."""
    with Image.open(TEXT.parent / path) as picture:
        width, height = picture.size
    return Shown(static(f"{SERVED_AS}/{PurePosixPath(path).name}"), width, height)
