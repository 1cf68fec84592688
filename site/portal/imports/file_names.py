"""The name a file came with, as it may be kept and shown. Nothing is ever stored under it."""

import unicodedata
from pathlib import PurePath

LONGEST = 255
# Control characters, marks without a glyph (such as right-to-left override), halves of pairs,
# line and paragraph separators.
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def shown_name(name: str) -> str:
    """The last part of a path, on one line; too long a name loses its middle, not its suffix."""
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(" " if unicodedata.category(c) in _UNSEEN else c for c in last)
    text = " ".join(seen.split())
    if len(text) <= LONGEST:
        return text
    suffix = PurePath(text).suffix[:LONGEST]
    return text[: LONGEST - len(suffix)] + suffix
