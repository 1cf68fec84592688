"""Which training years there are to look at."""

from django.db.models import Min

from common.clock import today
from credits.models import Policy, YearSum
from people.rules import year_of


def current_year() -> int:
    """The training year that today belongs to (T2). One query."""
    return year_of(today(), Policy.objects.in_force_on(today()).year_starts)


def years_on_record() -> list[int]:
    """From the first year with hours to the current one, newest first. Two queries."""
    last = current_year()
    first = YearSum.objects.aggregate(first=Min("year"))["first"] or last
    return list(range(last, min(first, last) - 1, -1))
