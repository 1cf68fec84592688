"""Words as they are shown among results: escaped, with what was looked for marked."""

import re
from collections.abc import Iterable, Sequence

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from courses.finding.folding import fold_with_places

BEFORE, LENGTH = 24, 96  # characters of an excerpt before its first mark, and in all
_PAUSE = re.compile(r"[。！？；，、：]")
_MARKED, _CUT = "<mark>{}</mark>", "…"


def marked(text: str, terms: Iterable[str]) -> SafeString:
    return _with_marks(text, _spans(text, terms))


def excerpt(text: str, terms: Sequence[str]) -> SafeString:
    """The surroundings of the first term that occurs, nothing where none does."""
    spans = _spans(text, terms)
    if not spans:
        return SafeString("")
    start = _beginning(text, spans[0][0])
    end = min(len(text), start + LENGTH)
    inside = [(max(first, start) - start, min(last, end) - start) for first, last in spans]
    shown = _with_marks(text[start:end], [span for span in inside if span[0] < span[1]])
    return format_html("{}{}{}", _CUT * (start > 0), shown, _CUT * (end < len(text)))


def absent_from(text: str, terms: Iterable[str]) -> list[str]:
    """The terms that do not occur in `text`."""
    folded, _places = fold_with_places(text)
    return [term for term in terms if term not in folded]


def _spans(text: str, terms: Iterable[str]) -> list[tuple[int, int]]:
    """Where terms stand in `text`, in order; what touches or overlaps is one."""
    folded, places = fold_with_places(text)
    found = sorted(
        (places[match.start()], places[match.end() - 1] + 1)
        for term in terms
        for match in re.finditer(re.escape(term), folded)
    )
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _beginning(text: str, place: int) -> int:
    """Where an excerpt begins: after the last pause within reach before the mark, if there is one."""
    reach = max(0, place - BEFORE)
    pauses = [match.end() for match in _PAUSE.finditer(text, reach, place)]
    return pauses[0] if reach and pauses else reach


def _with_marks(text: str, spans: Iterable[tuple[int, int]]) -> SafeString:
    pieces, done = [], 0
    for start, end in spans:
        pieces += [escape(text[done:start]), format_html(_MARKED, text[start:end])]
        done = end
    return SafeString("".join([*pieces, escape(text[done:])]))
