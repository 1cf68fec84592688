"""From where a year is looked at: the part of an audit address that every link carries along."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from common.clock import today
from credits.models import Policy
from training.audit.service import Frame, frame_of

FIRST_YEAR, LAST_YEAR = 2000, 2099
DAY, AS_OF = "day", "as_of"


@dataclass(frozen=True, slots=True)
class Lens:
    """The year, the reference day (None: the default) and the last day of posting (None: now).

    `remarks` say what in the address could not be used.
    """

    year: int
    day: date | None = None
    as_of_day: date | None = None
    remarks: tuple[str, ...] = ()

    @property
    def options(self) -> dict:
        """Keyword arguments for `audit_year` and `explain_year`."""
        return {"reference_day": self.day, "as_of": end_of(self.as_of_day)}

    @property
    def query(self) -> dict[str, str]:
        """The parameters that links keep."""
        days = {DAY: self.day, AS_OF: self.as_of_day}
        return {name: day.isoformat() for name, day in days.items() if day}

    def url(self, name: str, *args, **filters: str) -> str:
        """The address of an audit screen of this year; empty filters are left out."""
        query = self.query | {key: value for key, value in filters.items() if value}
        address = reverse(name, args=[self.year, *args])
        return f"{address}?{urlencode(query)}" if query else address

    def moved_to(self, year: int) -> "Lens":
        """The same look at another year, the reference day on the same day of that year."""
        return replace(self, year=year, day=_in_year(self.day, year - self.year))


def lens_of(request: HttpRequest, year: int) -> Lens:
    """What the address asks for; a day that cannot be used is left out with a remark.

    Raises Http404 for a year that has no policy to be judged by.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    as_of_day, frame, remarks = _as_of(_day(request.GET.get(AS_OF)), year)
    day = _day(request.GET.get(DAY))
    if day and not frame.year.first <= day <= frame.year.last:
        remarks.append(_("统计基准日不在本年度内，已改用默认的基准日。"))
        day = None
    return Lens(year, day, as_of_day, tuple(remarks))


def end_of(day: date | None) -> datetime | None:
    """The last moment of the day in Shanghai."""
    return timezone.make_aware(datetime.combine(day, time.max)) if day else None


def _as_of(day: date | None, year: int) -> tuple[date | None, Frame, list[str]]:
    if day and day < today():
        try:
            return day, frame_of(year, as_of=end_of(day)), []
        except Policy.DoesNotExist:
            remark = _("系统在 %(day)s 还没有启用，已按最新数据统计。") % {"day": day.isoformat()}
            return None, _frame_now(year), [remark]
    return None, _frame_now(year), []


def _frame_now(year: int) -> Frame:
    try:
        return frame_of(year)
    except Policy.DoesNotExist:
        raise Http404 from None


def _day(text: str | None) -> date | None:
    try:
        return parse_date(text or "")
    except ValueError:
        return None


def _in_year(day: date | None, years: int) -> date | None:
    if day is None:
        return None
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
