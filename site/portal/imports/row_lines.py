"""What became of each row of a batch: written once by a job, read a page at a time.

A line of JSON a row, packed, in the order of the workbook. A table of the database would hold
200,000 rows for a batch that is looked at twice, and a JSON column would be read whole for every
page; here the first pages are read without unpacking the rest.
"""

import json
from dataclasses import dataclass, field

from common.refusals import Refusal
from credits.services.importing import refusal_from_json
from people.imports.results import REFUSED

# How lines begin and what they hold, so that most need not be parsed.
OUTCOME = '{{"outcome": "{}"'
NO_FLAG = '"flag": ""'


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


def written(row: dict) -> str:
    """The line of a row: `RowNote.as_json`, or `refusal_as_json` with outcome and subject."""
    first = {"outcome": row["outcome"], "flag": row.get("flag", "")}
    return json.dumps(first | row, ensure_ascii=False, default=str) + "\n"


def parsed(line: str) -> RowLine:
    return RowLine.of(json.loads(line))


def mentions(line: str, text: str) -> bool:
    """Whether `text`, case-folded, is in any cell that the line tells of, or is its row's number."""
    kept = json.loads(line)
    if text == str(kept["row"]):
        return True
    places = [kept["subject"], kept["sheet"], kept["flag"]]
    places += [kept.get("column", ""), kept.get("value", "")]
    for heading, pair in kept.get("changes", {}).items():
        places += [heading, *pair]
    return any(text in place.casefold() for place in places)
