"""The letter that a common character's syllable begins with, from its place in GB 2312.

Its 3,755 common characters stand in the order of their pinyin, so no dictionary is needed: enough
to tell whether two characters are mistaken for each other when typing. What stands in titles is
spelled with a dictionary (initials.py), which also knows that 调 has two readings.
"""

from bisect import bisect_right

_COMMON = (0xB0A1, 0xD7F9)
_FIRST = {
    "a": 0xB0A1,
    "b": 0xB0C5,
    "c": 0xB2C1,
    "d": 0xB4EE,
    "e": 0xB6EA,
    "f": 0xB7A2,
    "g": 0xB8C1,
    "h": 0xB9FE,
    "j": 0xBBF7,
    "k": 0xBFA6,
    "l": 0xC0AC,
    "m": 0xC2E8,
    "n": 0xC4C3,
    "o": 0xC5B6,
    "p": 0xC5BE,
    "q": 0xC6DA,
    "r": 0xC8BB,
    "s": 0xC8F6,
    "t": 0xCBFA,
    "w": 0xCDDA,
    "x": 0xCEF4,
    "y": 0xD1B9,
    "z": 0xD4D1,
}
_LETTERS, _BEGINNINGS = tuple(_FIRST), tuple(_FIRST.values())


def letter_of(character: str) -> str:
    """Such as x for 绪; empty for one that is not common."""
    try:
        place = int.from_bytes(character.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return ""
    first, last = _COMMON
    return _LETTERS[bisect_right(_BEGINNINGS, place) - 1] if first <= place <= last else ""


def sound_alike(word: str, other: str) -> bool:
    """Whether both words begin their syllables with the same letters."""
    return all(
        one == two or letter_of(one) == letter_of(two) != ""
        for one, two in zip(word, other, strict=True)
    )
