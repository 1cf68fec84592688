"""Cells written `<c r="B7" …>`, as every common program writes them, found with numpy.

A regular expression over every cell would cost as much as parsing the sheet.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy

_CELL = b'<c r="'
_ROW = b'<row r="'
_PREFIXED = re.compile(rb"<(?!/)[^\s<>]*:c[\s/>]")
# "XFD1048576" and the quote: the longest reference there is.
_LONGEST = 11


class TagArrays:
    """All tags of a piece of XML, as arrays over their places."""

    def __init__(self, piece: bytes):
        import numpy

        padding = bytes(len(_ROW) + _LONGEST)
        self._bytes = numpy.frombuffer(piece + padding, dtype=numpy.uint8)
        self._at = self._places_of("<")
        self._first = self._bytes[self._at + 1]
        self._cells = self._at_of_cells()
        self._piece = piece

    def _at_of_cells(self) -> numpy.ndarray:
        named_c = self._at[self._first == ord("c")]
        after = self._bytes[named_c + 2]
        return named_c[(after <= ord(" ")) | (after == ord("/")) | (after == ord(">"))]

    def places(self, letter: str) -> list[int]:
        """Where tags start whose name begins with the letter."""
        return self._at[self._first == ord(letter)].tolist()

    def count(self, letters: str) -> int:
        """Tags whose name, after any prefix, begins with the two letters."""
        found = self._at[self._first == ord(letters[0])]
        plain = int((self._bytes[found + 2] == ord(letters[1])).sum())
        # One byte is found ten times faster than two, and is mostly not there.
        return plain + (self._piece.count(b":" + letters.encode()) if b":" in self._piece else 0)

    def reach(self) -> tuple[int, int] | None:
        """Rows and columns up to the farthest cell; None where any is written otherwise."""
        if self._has_prefixed_cell() or not self._each_has_one_reference():
            return None
        return self._farthest(self._cells + len(_CELL)) if len(self._cells) else (0, 0)

    def _has_prefixed_cell(self) -> bool:
        if b":" not in self._piece or b":c" not in self._piece:
            return False
        return _PREFIXED.search(self._piece) is not None

    def _each_has_one_reference(self) -> bool:
        """Every cell begins `<c r="` and has no other r=.

        The parser follows the last r= of a tag, so a second one could say XFD1048576.
        """
        if self._spelled(self._cells, _CELL) < len(self._cells):
            return False
        equals = self._places_of("=")
        before = self._bytes[equals - 1]
        equals = equals[(before == ord("r")) | (before <= ord(" "))]
        rows = self._spelled(self._at[self._first == ord("r")], _ROW)
        if len(equals) == len(self._cells) + rows:
            return True
        # Formulas, texts and rules have such marks too: then it counts where they stand.
        return self._count_inside(equals) == len(self._cells)

    def _count_inside(self, places: numpy.ndarray) -> int | None:
        """How many of the places lie in the tag of a cell.

        None where the first > after `<c` may not be its end: in quotes, or behind another tag.
        """
        import numpy

        cells = self._cells
        after = numpy.searchsorted
        closing = self._places_of(">")
        if not len(cells) or not len(closing) or closing[-1] < cells[-1]:
            return None
        ends = closing[after(closing, cells)]
        double, single = (self._places_of(quote) for quote in "\"'")
        if (
            (after(self._at, ends) - after(self._at, cells) > 1).any()
            or ((after(double, ends) - after(double, cells)) % 2).any()
            or (after(single, ends) > after(single, cells)).any()
        ):
            return None
        owners = after(cells, places) - 1
        return int(((owners >= 0) & (places < ends[owners])).sum())

    def _places_of(self, letter: str) -> numpy.ndarray:
        return (self._bytes == ord(letter)).nonzero()[0]

    def _spelled(self, starts: numpy.ndarray, text: bytes) -> int:
        for offset, letter in enumerate(text):
            starts = starts[self._bytes[starts + offset] == letter]
        return len(starts)

    def _farthest(self, starts: numpy.ndarray) -> tuple[int, int] | None:
        import numpy

        rows = numpy.zeros(len(starts), dtype=numpy.int64)
        columns = numpy.zeros(len(starts), dtype=numpy.int64)
        reading = numpy.ones(len(starts), dtype=bool)
        for offset in range(_LONGEST):
            byte = self._bytes[starts + offset]
            letter = reading & (byte >= ord("A")) & (byte <= ord("Z")) & (rows == 0)
            digit = reading & (byte >= ord("0")) & (byte <= ord("9"))
            columns = numpy.where(letter, columns * 26 + byte - (ord("A") - 1), columns)
            rows = numpy.where(digit, rows * 10 + byte - ord("0"), rows)
            ended = reading & ~letter & ~digit
            if (byte[ended] != ord('"')).any():
                return None
            reading &= ~ended
            if not reading.any():
                return int(rows.max()), int(columns.max())
        return None
