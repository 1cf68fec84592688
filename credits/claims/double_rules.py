"""Whether two records are of the same training (H7): plain values, no Django, no query."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

CERTIFICATE = "certificate"
FILE = "file"
TITLE_DATES = "title_dates"
PICTURE = "picture"
OVERLAP = "overlap"

# The first three are the same training; the others are for a person to look at.
REFUSED = (CERTIFICATE, FILE, TITLE_DATES)


@dataclass(frozen=True, slots=True)
class Record:
    """A claim or an entry as far as doubles are concerned. `key` names it; `teacher` whose it is."""

    key: object
    teacher: object
    title: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    certificate_no: str = ""
    digests: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Double:
    """That `other` looks like the same training. `refused` where it is the same beyond doubt: the
    same person's, by number, file, or title and dates."""

    code: str
    other: object
    refused: bool


def doubles_of(
    record: Record, others: Iterable[Record], alike: Iterable[object] = ()
) -> list[Double]:
    """What there is to say of `record` beside `others`, the surest first.

    `alike` are the keys of those whose pictures are almost the same as one of the record's; where
    both have a certificate number, the numbers decide. Records of another person are never refused: a certificate may name two, a scan may hold a whole list.
    """
    alike = set(alike)
    found = [
        Double(code, other.key, code in REFUSED and other.teacher == record.teacher)
        for other in others
        if other.key != record.key
        for code in [_same(record, other, alike)]
        if code
    ]
    order = [CERTIFICATE, FILE, TITLE_DATES, PICTURE, OVERLAP]
    return sorted(found, key=lambda double: (not double.refused, order.index(double.code)))


def _same(record: Record, other: Record, alike: set) -> str | None:
    """The strongest reason, or None."""
    own = record.teacher == other.teacher
    number = folded(record.certificate_no)
    if number and number == folded(other.certificate_no):
        return CERTIFICATE
    if record.digests & other.digests:
        return FILE
    if own and _title_and_dates(record) and _title_and_dates(record) == _title_and_dates(other):
        return TITLE_DATES
    if other.key in alike and not (number and folded(other.certificate_no)):
        return PICTURE
    if own and _overlap(record, other):
        return OVERLAP
    return None


def folded(text: str) -> str:
    """As people mean it: full-width and half-width alike, no spaces, no hyphens, one case."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in plain if c.isalnum())


def _title_and_dates(record: Record) -> tuple | None:
    if not (record.starts_on and record.ends_on and folded(record.title)):
        return None
    return folded(record.title), record.starts_on, record.ends_on


def _overlap(record: Record, other: Record) -> bool:
    days = (record.starts_on, record.ends_on, other.starts_on, other.ends_on)
    if None in days:
        return False
    return record.starts_on <= other.ends_on and other.starts_on <= record.ends_on
