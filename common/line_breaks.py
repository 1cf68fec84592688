"""Where a line of Chinese text may end, for text of known widths."""

from collections.abc import Iterator, Sequence

# What may not begin a line, and what may not end one (GB/T 15834-2011, 5.1).
CANNOT_START = frozenset("!),.:;?]}%°’”…—·、。々〉》」』】〕〗〞！＂％＇），．：；？］｝～℃‰")
CANNOT_END = frozenset("([{‘“〈《「『【〔〖〝（［｛＄￥＃＠")
FIRST_CJK = "\u2e80"
ROUNDING = 0.001  # points


def _may_break(before: str, after: str) -> bool:
    if " " in (before, after):
        return True
    if before in CANNOT_END or after in CANNOT_START:
        return False
    return before >= FIRST_CJK or after >= FIRST_CJK


def _line_end(text: Sequence[str], widths: Sequence[float], start: int, room: float) -> int:
    """Index after the last character of the line that begins at `start`.

    Goes back from the first character that does not fit to a place where Chinese text may be
    broken: not within a number or a Latin word, not before 、。）, not after （《. A run that
    offers no such place is cut where the line is full.
    """
    end, used = start, 0.0
    while end < len(text) and used + widths[end] <= room + ROUNDING:
        used += widths[end]
        end += 1
    if end == len(text):
        return end
    for cut in range(end, start, -1):
        if _may_break(text[cut - 1], text[cut]):
            return cut
    return max(end, start + 1)


def line_spans(
    text: Sequence[str], widths: Sequence[float], rooms: Sequence[float]
) -> Iterator[tuple[int, int]]:
    """(start, end) of each line; the last of `rooms` is that of all further lines."""
    start, line = 0, 0
    while start < len(text):
        end = _line_end(text, widths, start, rooms[min(line, len(rooms) - 1)])
        yield start, end
        line += 1
        start = end
        while start < len(text) and text[start] == " ":
            start += 1
