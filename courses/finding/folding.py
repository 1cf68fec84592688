"""Text in the plain form in which it is compared: NFKC, lower case, single spaces.

Full-width letters and digits become the usual ones, 「ＣＢＴ」 and 「Cbt」 are both cbt.
"""

import re
import unicodedata
from collections.abc import Sequence

_SPACES = re.compile(r"\s+")


class _Folding(dict):
    """For str.translate: each character's plain form, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        # Control characters have no place in words, and PostgreSQL refuses one of them.
        blank = unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")
        self[code] = plain = " " if blank else unicodedata.normalize("NFKC", char).lower()
        return plain


_FOLDING = _Folding()


def tidy(text: str) -> str:
    """`text` as it was written, with single spaces."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def fold(text: str) -> str:
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text).translate(_FOLDING)).strip()


def fold_with_places(text: str) -> tuple[str, Sequence[int]]:
    """The plain form of tidied text, and for each of its characters where it stands in `text`."""
    folded = text.translate(_FOLDING)
    if len(folded) == len(text):  # no character became several
        return folded, range(len(text))
    places = [place for place, char in enumerate(text) for _ in _FOLDING[ord(char)]]
    return folded, places
