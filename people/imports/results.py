"""What became of the rows of a workbook, the same for every kind of register (I2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from common.refusals import Refusal
from common.sheets import SetAside
from people.imports.totals import TotalNote

ADDED = "added"
CHANGED = "changed"
UNCHANGED = "unchanged"
REFUSED = "refused"
# Beside its outcome: a row that a person should look at (H7).
FLAGGED = "flagged"


NOTHING: Mapping[str, tuple[str, str]] = {}


class RowNote(NamedTuple):
    """A row that was read: what happens to it, whom or what it is about, what it changes.

    `changes` maps a heading to (before, after) as people read them. `flag` names another record
    that looks like the same training (H7), for a person to look at.
    """

    sheet: str
    row: int
    outcome: str
    subject: str
    changes: Mapping[str, tuple[str, str]] = NOTHING
    flag: str = ""

    def as_json(self) -> dict:
        return {
            "sheet": self.sheet,
            "row": self.row,
            "outcome": self.outcome,
            "subject": self.subject,
            "changes": {name: list(pair) for name, pair in self.changes.items()},
            "flag": self.flag,
        }


@dataclass(slots=True)
class Plan:
    """What an import would do: `notes` for rows read, `rejected` for rows refused.

    `writes` is the importer's own list of what to store; nothing is stored yet.
    """

    skipped: int
    set_aside: Sequence[SetAside] = ()
    totals: Sequence[TotalNote] = ()
    notes: list[RowNote] = field(default_factory=list)
    rejected: list[Refusal] = field(default_factory=list)
    writes: object = None

    def count(self, *outcomes: str) -> int:
        return sum(note.outcome in outcomes for note in self.notes)

    @property
    def accepted(self) -> int:
        """Rows that add or change something."""
        return self.count(ADDED, CHANGED)

    @property
    def unchanged(self) -> int:
        return self.count(UNCHANGED)

    @property
    def rows(self) -> int:
        return len(self.notes) + len(self.rejected)

    def as_json(self) -> dict:
        """The shape of `import_* --json` (FORMATS)."""
        self.rejected.sort(key=lambda refusal: (refusal.sheet, refusal.row or 0))
        return {
            "rows": self.rows,
            "accepted": self.accepted,
            "unchanged": self.unchanged,
            "skipped": self.skipped,
            "rejected": [refusal.as_json() for refusal in self.rejected],
        }
