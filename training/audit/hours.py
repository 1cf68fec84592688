"""Each person's recognised hours of a year, counted under the policy's terms."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from decimal import Decimal

from django.db.models import Sum

from credits.models import Entry, YearSum
from credits.rules import Movement, Tally, Terms, allocate, tally_from_sums, tally_of

MANY = 5000  # beyond this many people a list of keys costs more than reading the year


def read_tallies(
    year: int, terms: Terms, as_of: datetime | None, teacher_ids: Collection[int]
) -> dict[int, Tally]:
    """{teacher_id: tally} of those who have entries. One query.

    Sums by category are enough unless a cap is on level or mode: then entries are read.
    """
    if not terms.caps_by_category_only:
        return _from_entries(year, terms, as_of, teacher_ids)
    rows = _sums(year, as_of)
    if len(teacher_ids) < MANY:
        rows = rows.filter(teacher_id__in=teacher_ids)
    sums: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for teacher_id, category, hours in rows:
        sums[teacher_id][category] = hours
    return {
        teacher_id: tally_from_sums(by_category, terms) for teacher_id, by_category in sums.items()
    }


def _sums(year: int, as_of: datetime | None):
    if as_of is None:
        return YearSum.objects.filter(year=year).values_list("teacher_id", "category", "hours")
    entries = Entry.objects.posted_until(as_of).filter(year=year).order_by()
    return (
        entries.values("teacher_id", "category")
        .annotate(total=Sum("hours"))
        .values_list("teacher_id", "category", "total")
    )


def _from_entries(
    year: int, terms: Terms, as_of: datetime | None, teacher_ids: Collection[int]
) -> dict[int, Tally]:
    entries = Entry.objects.posted_until(as_of).filter(year=year)
    if len(teacher_ids) < MANY:
        entries = entries.filter(teacher_id__in=teacher_ids)
    movements = defaultdict(list)
    for entry in entries.iterator(chunk_size=5000):
        movements[entry.teacher_id].append(movement_of(entry))
    return {pk: tally_of(allocate(found, terms)) for pk, found in movements.items()}


def movement_of(entry: Entry) -> Movement:
    """The entry as the rules take it."""
    return Movement(
        key=entry.pk,
        hours=entry.hours,
        category=entry.category,
        level=entry.level,
        mode=entry.mode,
        ends_on=entry.ends_on,
        reverses=entry.reverses_id,
    )
