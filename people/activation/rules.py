"""Who somebody with a code must show to be, on plain values: no Django, no clock, no query."""

import unicodedata

DIGITS = 4
# What people write for a character that their phone cannot enter.
STAND_INS = frozenset("?*□〓○")


def asks_phone(phone: str) -> bool:
    """Whether the last four of the phone are asked; of the teacher number where there is none."""
    return len(phone) >= DIGITS


def last_four_of(phone: str, number: str) -> str:
    """What the person must know: digits of the phone, or characters of the teacher number."""
    return (phone if asks_phone(phone) else number)[-DIGITS:]


def knows_last_four(typed: str, phone: str, number: str) -> bool:
    return _plain(typed) == _plain(last_four_of(phone, number))


def knows_name(typed: str, name: str) -> bool:
    """Whether `typed` is the name on the roster, whatever the spaces, dots, width and case.

    A question mark may stand for a character outside GB 2312, which many phones cannot enter.
    """
    ours, theirs = _plain(name), _plain(typed)
    return len(ours) == len(theirs) > 0 and all(map(_is_same, ours, theirs))


def _is_same(ours: str, theirs: str) -> bool:
    return ours == theirs or (theirs in STAND_INS and is_rare(ours))


def is_rare(char: str) -> bool:
    """Whether the character is outside GB 2312."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


def _plain(text: str) -> str:
    """Narrow, without spaces and dots. Rare characters that NFKC would exchange stay."""
    narrow = "".join(_narrow(char) for char in text)
    return "".join(c for c in narrow if not c.isspace() and c not in "·•‧・∙.").casefold()


def _narrow(char: str) -> str:
    # Compatibility ideographs are other characters to a registry of names, not other widths.
    return (
        char
        if unicodedata.name(char, "").startswith("CJK")
        else unicodedata.normalize("NFKC", char)
    )
