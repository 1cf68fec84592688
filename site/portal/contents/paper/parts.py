"""What a worksheet is made of. It asks for nobody's name: the sheet belongs to the pupil."""

from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True)
class Lines:
    """A question and lines to write on."""

    task: str
    count: int = 3
    hint: str = ""
    shape: ClassVar[str] = "lines"

    @property
    def lines(self) -> range:
        return range(self.count)


@dataclass(frozen=True)
class Choices:
    """Things to tick."""

    task: str
    options: tuple[str, ...]
    hint: str = ""
    shape: ClassVar[str] = "choices"

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """Two beside each other; an odd one out has an empty neighbour."""
        padded = (*self.options, "") if len(self.options) % 2 else self.options
        return [padded[at : at + 2] for at in range(0, len(padded), 2)]


@dataclass(frozen=True)
class Grid:
    """A table to fill in. A row begins with its words; the cells after them are empty."""

    task: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    height: int = 34  # points
    hint: str = ""
    shape: ClassVar[str] = "grid"

    @property
    def first_width(self) -> int:
        """The share of the column that holds the words, in per cent."""
        return 30 if len(self.columns) < 4 else 20

    @property
    def empty(self) -> range:
        return range(len(self.columns) - 1)


@dataclass(frozen=True)
class Scale:
    """The numbers from 0 to 10, and what the two ends mean."""

    task: str
    low: str
    high: str
    hint: str = ""
    shape: ClassVar[str] = "scale"
    numbers: range = field(default=range(11), init=False)


@dataclass(frozen=True)
class Box:
    """Room to draw in."""

    task: str
    height: int = 120  # points
    hint: str = ""
    shape: ClassVar[str] = "box"


@dataclass(frozen=True)
class Worksheet:
    introduction: str
    parts: tuple[Lines | Choices | Grid | Scale | Box, ...]
