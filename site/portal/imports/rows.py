"""The rows of a batch, read a page at a time."""

import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice

from people.imports.results import FLAGGED, REFUSED
from people.models import ImportBatch
from portal.imports.expiry import files_deleted_on
from portal.imports.files import rows_path
from portal.imports.row_lines import NO_FLAG, OUTCOME, RowLine, mentions, parsed, written


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
        return list(map(parsed, islice(self._matching(), part.start, part.stop)))

    def __iter__(self) -> Iterator[RowLine]:
        return map(parsed, self._matching())

    def _matching(self) -> Iterable[str]:
        return self._found if self._text else self._of_outcome()

    @cached_property
    def _found(self) -> list[str]:
        escaped = json.dumps(self._text, ensure_ascii=False)[1:-1]
        lines = [line for line in self._of_outcome() if escaped in line.casefold()]
        if not escaped.isascii():
            return lines
        # The line's own names and codes are ASCII: they are no cells of the workbook.
        return [line for line in lines if mentions(line, self._text)]

    def _of_outcome(self) -> Iterator[str]:
        lines = _lines_of(self._batch)
        if self._outcome == FLAGGED:
            return (line for line in lines if NO_FLAG not in line)
        start = OUTCOME.format(self._outcome) if self._outcome else ""
        return (line for line in lines if line.startswith(start))


def rows_are_kept(batch: ImportBatch) -> bool:
    if files_deleted_on(batch):
        return False
    path = rows_path(batch)
    return path is None or path.exists()


def row_counts(batch: ImportBatch) -> Counter:
    """Rows that BatchRows gives, by outcome; those flagged stand under `flagged` as well."""
    if batch.stored_name or files_deleted_on(batch):
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
        yield from map(written, _rows_in_report(batch))
    elif path.exists():
        with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
            yield from file


def _rows_in_report(batch: ImportBatch) -> Iterator[dict]:
    """What `note_plan` keeps of a file that came by command: the refused and the changed rows."""
    for kept in batch.report.get("rejected", ()):
        yield kept | {"outcome": REFUSED, "subject": ""}
    yield from batch.report.get("notes", ())
