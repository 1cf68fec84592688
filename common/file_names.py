"""The name a file came with, as it may be kept and shown. Nothing is ever stored under it."""

import unicodedata
from pathlib import PurePath

LONGEST = 255
LONGEST_SUFFIX = 10
# Control characters, marks without a glyph (such as right-to-left override), halves of pairs,
# line and paragraph separators.
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def shown_name(name: str) -> str:
    """The last part of a path, on one line; too long a name is cut before its suffix."""
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(" " if unicodedata.category(c) in _UNSEEN else c for c in last)
    text = " ".join(seen.split())
    if len(text) <= LONGEST:
        return text
    suffix = PurePath(text).suffix
    if len(suffix) > LONGEST_SUFFIX:
        suffix = ""
    return text[: LONGEST - len(suffix)] + suffix
