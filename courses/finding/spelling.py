"""Other words for one that is found nowhere: mended, or parted. Plain values, no database.

A vocabulary is the words in use, folded, a title or a word to a line.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from courses.finding.letters import sound_alike
from courses.search.bigrams import HAN

LONGEST = 16  # characters of a word that is worth guessing at
MOST = 3
_HAN = re.compile(f"[{HAN}]+")
_LATIN = re.compile(r"[a-z]+")
_ANY_HAN, _ANY_LATIN = f"[{HAN}]", "[a-z]"


def mended(word: str, vocabulary: str) -> list[str]:
    """Words in use that differ from `word` in one character, the likeliest first."""
    is_han = bool(_HAN.fullmatch(word))
    shortest = 2 if is_han else 3
    if not shortest <= len(word) <= LONGEST or not (is_han or _LATIN.fullmatch(word)):
        return []
    anything = _ANY_HAN if is_han else _ANY_LATIN
    same_length = _occurring(_changed(word, anything), vocabulary)
    if is_han:
        alike = {other: n for other, n in same_length.items() if sound_alike(word, other)}
        # In a word of two characters anything can be changed into anything.
        same_length = alike or (same_length if len(word) > 2 else {})
    others = _occurring(_shifted(word, anything), vocabulary) if len(word) > 2 else {}
    counts = Counter(same_length) + Counter(others)
    return [other for other, _n in counts.most_common(MOST)]


def parted(word: str, vocabulary: str) -> list[str]:
    """`word` as the fewest words in use of two characters or more; empty where it is not made of them."""
    if not 4 <= len(word) <= LONGEST or not _HAN.fullmatch(word):
        return []
    best: dict[int, list[str]] = {0: []}
    for end in range(2, len(word) + 1):
        for start in range(end - 1):
            part = word[start:end]
            if start in best and part in vocabulary:
                parts = [*best[start], part]
                if end not in best or len(parts) < len(best[end]):
                    best[end] = parts
    return best.get(len(word), [])


def _occurring(patterns: Iterable[str], vocabulary: str) -> Mapping[str, int]:
    found: Counter[str] = Counter()
    for pattern in patterns:
        found.update(re.findall(pattern, vocabulary))
    return found


def _changed(word: str, anything: str) -> Iterable[str]:
    """One character is another one."""
    for at in range(len(word)):
        yield word[:at] + anything + word[at + 1 :]


def _shifted(word: str, anything: str) -> Iterable[str]:
    """Two neighbours have changed places, one is too much, or one is missing."""
    for at in range(len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        yield word[: at + 1] + anything + word[at + 1 :]
    if len(word) > 3:
        for at in range(len(word)):
            yield word[:at] + word[at + 1 :]
