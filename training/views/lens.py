"""From where a year is looked at: the part of every audit address that links carry along."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils.http import urlencode

from training.audit.rows import Audit
from training.audit.service import audit_year

FIRST_YEAR, LAST_YEAR = 2000, 2099
DAY, AS_OF = "day", "as_of"


@dataclass(frozen=True)
class Lens:
    """The year, the reference day (None: the default) and the last day of posting (None: now).

    `remarks` say in words what in the address could not be used.
    """

    year: int
    day: date | None = None
    as_of_day: date | None = None
    remarks: tuple[str, ...] = ()
    _cache: dict = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def options(self) -> dict:
        """Keyword arguments for `audit_year` and `explain_year`."""
        return {"reference_day": self.day, "as_of": end_of(self.as_of_day)}

    @property
    def query(self) -> dict[str, str]:
        """The parameters that every link keeps."""
        days = {DAY: self.day, AS_OF: self.as_of_day}
        return {name: day.isoformat() for name, day in days.items() if day}

    def url(self, name: str, *args, **filters) -> str:
        """The address of an audit screen of this year; empty filters are left out."""
        query = self.query | {key: value for key, value in filters.items() if value}
        address = reverse(name, args=[self.year, *args])
        return f"{address}?{urlencode(query)}" if query else address

    def audit(self, reach) -> Audit:
        return audit_year(self.year, reach=reach, **self.options)
