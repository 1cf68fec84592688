"""A sample file: its rows, and what an import must make of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

ACCEPTED, UNCHANGED, SKIPPED = "accepted", "unchanged", "skipped"


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that must come back, with the column it is told by and the code."""

    column: str
    code: str


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula cell and the result the file carries for it; "" where it carries none."""

    text: str
    result: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet, cell by cell, and its outcome."""

    cells: Sequence[object]
    outcome: str | Refused


@dataclass(frozen=True, slots=True)
class Sheet:
    """`above` are the rows before the heading, `heads` the heading row or rows.

    `merges` are (first row, first column, last row, last column), counted from 0 and included.
    """

    name: str
    heads: Sequence[Sequence[object]]
    lines: Sequence[Line] = ()
    above: Sequence[Sequence[object]] = ()
    merges: Sequence[tuple[int, int, int, int]] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()

    @property
    def first_line(self) -> int:
        """The number the spreadsheet gives to the first row below the heading."""
        return len(self.above) + len(self.heads) + 1


@dataclass(frozen=True, slots=True)
class Sample:
    """A file of `sheets`, or of `content` where no workbook library would write it.

    `cases` are the numbers of the shapes in docs/rules.md ("Untidy workbooks") that it stands for;
    `refused` is the code with which the file as a whole must be refused.
    """

    file: str
    kind: str
    says: str
    cases: Sequence[int] = ()
    sheets: Sequence[Sheet] = ()
    content: bytes = b""
    refused: str = ""
    options: Mapping[str, object] = field(default_factory=dict)

    def manifest(self) -> dict:
        """What the manifest says of the file."""
        told = {"file": self.file, "kind": self.kind, "says": self.says, "cases": list(self.cases)}
        if self.refused:
            return {**told, "refused": self.refused}
        outcomes = [
            (sheet, sheet.first_line + index, line.outcome)
            for sheet in self.sheets
            for index, line in enumerate(sheet.lines)
        ]
        counts = {
            name: sum(outcome == name for _sheet, _row, outcome in outcomes)
            for name in (ACCEPTED, UNCHANGED, SKIPPED)
        }
        rejected = [
            {"sheet": sheet.name, "row": row, "column": outcome.column, "code": outcome.code}
            for sheet, row, outcome in outcomes
            if isinstance(outcome, Refused)
        ]
        rows = counts[ACCEPTED] + counts[UNCHANGED] + len(rejected)
        return {**told, "rows": rows, **counts, "rejected": rejected}


def arranged(rows: Sequence[tuple[Mapping[str, object], str | Refused]], heads: Sequence[str]):
    """Rows given by heading, put into the order of `heads`."""
    return [Line([cells.get(head) for head in heads], outcome) for cells, outcome in rows]
