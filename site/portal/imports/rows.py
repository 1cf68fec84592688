"""What became of each row of a batch: written once by a job, read a page at a time.

A line of JSON a row, packed, in the order of the workbook. A table of the database would hold
200,000 rows for a batch that is looked at twice, and a JSON column would be read whole for every
page; here the first pages are read without unpacking the rest.
"""

import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from itertools import islice

from common.refusals import Refusal, shown
from common.sheets import Column, WorkbookReading
from credits.services.importing import KINDS, refusal_as_json, refusal_from_json
from people.imports.results import FLAGGED, REFUSED, Plan
from people.models import ImportBatch
from portal.imports.files import rows_path, write_whole
from portal.imports.raw_rows import RawRows

# Level 1 packs as fast as the rows are made, to a tenth of their size.
PACKING = 1
# How the lines of `_line` begin and what they hold, so that most need not be parsed.
_OUTCOME = '{{"outcome": "{}"'
_NO_FLAG = '"flag": ""'


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row for people to read. `refusal` is set, and `changes` empty, where it was refused."""

    sheet: str
    row: int | None
    outcome: str
    subject: str
    flag: str = ""
    changes: dict[str, list[str]] = field(default_factory=dict)
    refusal: Refusal | None = None

    @classmethod
    def of(cls, kept: dict) -> "RowLine":
        shared = [kept["sheet"], kept["row"], kept["outcome"], kept["subject"]]
        if kept["outcome"] == REFUSED:
            return cls(*shared, refusal=refusal_from_json(kept))
        return cls(*shared, kept["flag"], kept["changes"])


class RowWriter:
    """Writes a plan's rows beside the upload that `reading` was read from."""

    def __init__(self, batch: ImportBatch, reading: WorkbookReading):
        self._batch = batch
        self._reading = reading

    def __call__(self, plan: Plan) -> None:
        packed = BytesIO()
        with gzip.open(packed, "wt", PACKING, encoding="utf-8", newline="\n") as file:
            file.writelines(map(_line, self._in_order(plan)))
        write_whole(rows_path(self._batch), packed.getvalue())

    def _in_order(self, plan: Plan) -> list[dict]:
        subjects = _subjects(self._reading, KINDS[self._batch.kind].columns[:2])
        sheets = {table.sheet: place for place, table in enumerate(self._reading.tables)}
        rows = [note.as_json() for note in plan.notes]
        rows += [
            refusal_as_json(refusal)
            | {"outcome": REFUSED, "subject": subjects(refusal.sheet, refusal.row)}
            for refusal in plan.rejected
        ]
        return sorted(rows, key=lambda row: (sheets[row["sheet"]], row["row"]))


def _subjects(reading: WorkbookReading, columns: Sequence[Column]) -> Callable[[str, int], str]:
    """Whom a refused row is about, as far as its first two columns tell."""
    tables = {table.sheet: RawRows(table) for table in reading.tables}

    def subject(sheet: str, row: int) -> str:
        cells = (tables[sheet].cell(row, column.name) for column in columns)
        return " ".join(map(shown, cells)).strip()

    return subject


def _line(row: dict) -> str:
    first = {"outcome": row["outcome"], "flag": row.get("flag", "")}
    return json.dumps(first | row, ensure_ascii=False, default=str) + "\n"


class BatchRows:
    """The rows of a batch that match, as a sequence for a paginator.

    `outcome` is one of people.imports.results, or empty for all; `text` is looked for in the cells.
    """

    def __init__(self, batch: ImportBatch, outcome: str = "", text: str = ""):
        self._batch = batch
        self._outcome = outcome
        self._text = text.casefold()

    def __len__(self) -> int:
        if self._text:
            return len(self._found)
        counts = row_counts(self._batch)
        return counts[self._outcome] if self._outcome else total(counts)

    def __getitem__(self, part: slice) -> list[RowLine]:
        return list(map(_parsed, islice(self._matching(), part.start, part.stop)))

    def __iter__(self) -> Iterator[RowLine]:
        return map(_parsed, self._matching())

    def _matching(self) -> Iterable[str]:
        return self._found if self._text else self._of_outcome()

    @cached_property
    def _found(self) -> list[str]:
        written = json.dumps(self._text, ensure_ascii=False)[1:-1]
        lines = [line for line in self._of_outcome() if written in line.casefold()]
        if not written.isascii():
            return lines
        # The line's own names and codes are ASCII: they are no cells of the workbook.
        return [line for line in lines if _mentions(json.loads(line), self._text)]

    def _of_outcome(self) -> Iterator[str]:
        lines = _lines_of(self._batch)
        if self._outcome == FLAGGED:
            return (line for line in lines if _NO_FLAG not in line)
        start = _OUTCOME.format(self._outcome) if self._outcome else ""
        return (line for line in lines if line.startswith(start))


def rows_are_kept(batch: ImportBatch) -> bool:
    path = rows_path(batch)
    return path is None or path.exists()


def row_counts(batch: ImportBatch) -> Counter:
    """Rows that BatchRows gives, by outcome; those flagged stand under `flagged` as well."""
    if batch.stored_name:
        return Counter(batch.report["counts"])
    rows = list(_rows_in_report(batch))
    counts = Counter(row["outcome"] for row in rows)
    counts[FLAGGED] = sum(bool(row.get("flag")) for row in rows)
    return counts


def total(counts: Counter) -> int:
    return counts.total() - counts[FLAGGED]


def _lines_of(batch: ImportBatch) -> Iterator[str]:
    path = rows_path(batch)
    if path is None:
        yield from map(_line, _rows_in_report(batch))
    elif path.exists():
        with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
            yield from file


def _rows_in_report(batch: ImportBatch) -> Iterator[dict]:
    """What `note_plan` keeps of a file that came by command: the refused and the changed rows."""
    for kept in batch.report.get("rejected", ()):
        yield kept | {"outcome": REFUSED, "subject": ""}
    yield from batch.report.get("notes", ())


def _mentions(kept: dict, text: str) -> bool:
    """Whether `text`, case-folded, is in any cell that the line tells of, or is its row's number."""
    if text == str(kept["row"]):
        return True
    places = [kept["subject"], kept["sheet"], kept["flag"]]
    places += [kept.get("column", ""), kept.get("value", "")]
    for heading, pair in kept.get("changes", {}).items():
        places += [heading, *pair]
    return any(text in place.casefold() for place in places)


def _parsed(line: str) -> RowLine:
    return RowLine.of(json.loads(line))
