"""From the bytes of an upload to its tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from common.cells import is_blank
from common.refusals import FileRefusedError, Refusal
from common.sheets.closing import SAMPLE_ROWS, RowKinds, sort_rows, totals_of
from common.sheets.grids import Grid, csv_grid, xlsx_grids
from common.sheets.headings import Heading, HeadingFinder, Merge
from common.sheets.tables import Column, SetAside, SheetTable, WorkbookReading
from common.workbook_safety import LIMITS, Limits, file_kind

if TYPE_CHECKING:
    import numpy
    import pandas

# Columns in which cells of spaces alone are looked for: a blank row has them in every column.
ANCHORS = 3


def read_workbook(
    data: bytes,
    filename: str,
    *,
    sheet: str,
    columns: Sequence[Column],
    progress: Callable[[str], None] | None = None,
    limits: Limits = LIMITS,
) -> WorkbookReading:
    """Every sheet that has the heading, as raw cells by column; see I1.

    `sheet` is the name the template gives: a sheet so called is read whatever else it looks
    like, and a CSV file goes by it. `progress` is told each sheet's name before it is worked on.
    Raises FileRefusedError: `unsafe_file`, or `missing_column` where no sheet has the heading,
    or one has most of it but not all required columns.
    """
    finder = HeadingFinder(columns)
    tables, set_aside, lacking = [], [], []
    for grid in _grids(data, filename, sheet, finder, limits):
        if isinstance(grid, SetAside):
            set_aside.append(grid)
            continue
        if progress:
            progress(grid.sheet)
        heading = finder.find(grid.rows, grid.merges)
        if heading is None:
            reason = "no_heading" if any(map(_has_text, grid.rows)) else "empty"
            set_aside.append(SetAside(grid.sheet, reason))
        elif missing := _missing(heading, columns):
            lacking.append((grid.sheet, heading, missing))
        else:
            _refuse_doubled(grid.sheet, heading)
            tables.append(_table(grid, heading, columns))
    _refuse_lacking(lacking, sheet, columns, has_tables=bool(tables))
    set_aside += [SetAside(name, "no_heading") for name, _heading, _missing in lacking]
    return WorkbookReading(tables, set_aside)


def _grids(
    data: bytes, filename: str, sheet: str, finder: HeadingFinder, limits: Limits
) -> Iterable[Grid | SetAside]:
    if file_kind(data, filename, limits) == "csv":
        return [csv_grid(data, sheet, finder, limits)]
    return xlsx_grids(data, sheet, limits)


def _has_text(row: list[object]) -> bool:
    return not all(map(is_blank, row))


def _missing(heading: Heading, columns: Sequence[Column]) -> list[str]:
    return [
        column.name
        for column in columns
        if column.required and column.name not in heading.positions
    ]


def _refuse_doubled(sheet: str, heading: Heading) -> None:
    for name, places in heading.doubled.items():
        letters = " / ".join(map(column_letters, places))
        params = {"reason": "duplicated", "places": letters}
        raise FileRefusedError(Refusal(sheet, None, name, "", "missing_column", params))


def _refuse_lacking(
    lacking: list[tuple[str, Heading, list[str]]],
    expected: str,
    columns: Sequence[Column],
    *,
    has_tables: bool,
) -> None:
    """Beside a complete table, a sheet with less than half the columns is a list of its own."""
    required = [column.name for column in columns if column.required]
    if not lacking and not has_tables:
        params = {"reason": "no_heading", "columns": "、".join(required)}
        raise FileRefusedError(Refusal(expected, None, "", "", "missing_column", params))
    for sheet, _heading, missing in sorted(lacking, key=lambda found: len(found[2])):
        if not has_tables or sheet == expected or 2 * len(missing) <= len(required):
            column = "、".join(missing)
            raise FileRefusedError(Refusal(sheet, None, column, "", "missing_column"))


def _table(grid: Grid, heading: Heading, columns: Sequence[Column]) -> SheetTable:
    import pandas

    body = grid.rows[heading.body :]
    frame = pandas.DataFrame(body, columns=range(len(grid.rows[0])), dtype=object)
    required = [column.name for column in columns if column.required]
    kinds = sort_rows(body, _suspects(frame, heading, required), heading, grid.merges)
    kept = _kept(len(frame), kinds)
    cells = {name: frame[place].to_numpy(copy=True) for name, place in heading.positions.items()}
    _fill_down(cells, heading, grid.merges)
    first = heading.body + 1
    return SheetTable(
        sheet=grid.sheet,
        rows=(kept.nonzero()[0] + first).tolist(),
        columns={
            column.name: cells[column.name][kept].tolist()
            for column in columns
            if column.name in cells
        },
        skipped=len(kinds.skipped),
        declared_totals=(
            {} if kinds.total is None else totals_of(body[kinds.total], heading.positions)
        ),
        refused=[
            _after_footer(grid.sheet, first + index, body[index], heading)
            for index in kinds.after_footer
        ],
        refused_cells={
            first + index: {name: body[index][at] for name, at in heading.positions.items()}
            for index in kinds.after_footer
        },
        epoch_1904=grid.epoch_1904,
        has_hidden=grid.has_hidden,
    )


def _suspects(frame: pandas.DataFrame, heading: Heading, required: list[str]) -> list[int]:
    """Rows that may be other than data, found column by column."""
    import numpy

    places = [heading.positions[name] for name in required]
    suspect = numpy.zeros(len(frame), dtype=bool)
    suspect[:SAMPLE_ROWS] = True
    wanted = {place: {""} for place in places}
    for place in places[:ANCHORS]:
        wanted[place] |= set(filter(is_blank, frame[place].unique()))
    if heading.texts:
        wanted[places[0]].add(heading.texts[places[0]])
    for place, cells in wanted.items():
        column = frame[place].to_numpy()
        for cell in cells:
            # Asked first, as it is much the cheaper question and mostly answered no.
            if cell in column:
                suspect |= column == cell
    return suspect.nonzero()[0].tolist()


def _kept(length: int, kinds: RowKinds) -> numpy.ndarray:
    import numpy

    kept = numpy.ones(length, dtype=bool)
    kept[[*kinds.skipped, *kinds.after_footer]] = False
    return kept


def _fill_down(cells: dict[str, numpy.ndarray], heading: Heading, merges: Sequence[Merge]) -> None:
    """A value merged over rows stands for each of them; a plain blank is never filled."""
    names = {place: name for name, place in heading.positions.items()}
    # Ranges overlap only in a forged file; then their sum has no bound.
    left_to_fill = sum(map(len, cells.values()))
    for (top, left), (bottom, _right) in merges:
        if left not in names or not bottom > top >= heading.body:
            continue
        merged = cells[names[left]][top - heading.body : bottom - heading.body + 1]
        left_to_fill -= len(merged)
        if left_to_fill < 0:
            raise FileRefusedError.unsafe("unusual")
        merged[1:] = merged[:1]


def _after_footer(sheet: str, row: int, cells: list[object], heading: Heading) -> Refusal:
    name, place = next(iter(heading.positions.items()))
    return Refusal(sheet, row, name, cells[place], "unknown_value", {"reason": "after_footer"})


def column_letters(place: int) -> str:
    """0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters
