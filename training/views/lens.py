"""From where a year is looked at: the part of an audit address that every link carries along."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from common.clock import now
from credits.models import Policy
from training.audit.service import Frame, frame_of

FIRST_YEAR, LAST_YEAR = 2000, 2099
DAY, AS_OF = "day", "as_of"


@dataclass(frozen=True, slots=True)
class Lens:
    """The year, the reference day (None: the default) and the moment of the books (None: now).

    `frame` is what the engine makes of the year and the moment; `as_of_text` the moment as the
    address wrote it; `remarks` say what could not be used.
    """

    year: int
    frame: Frame
    day: date | None = None
    as_of: datetime | None = None
    as_of_text: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def options(self) -> dict:
        """Keyword arguments for `audit_year` and `explain_year`."""
        return {"reference_day": self.day, "as_of": self.as_of}

    @property
    def reference_day(self) -> date:
        return self.day or self.frame.reference_day

    @property
    def query(self) -> dict[str, str]:
        """The parameters that links keep."""
        query = {DAY: self.day.isoformat()} if self.day else {}
        return query | ({AS_OF: self.as_of_text} if self.as_of else {})

    @property
    def as_of_field(self) -> str:
        """The moment in Shanghai as a form field takes it."""
        local = timezone.localtime(self.as_of).replace(tzinfo=None) if self.as_of else None
        return local.isoformat(timespec="seconds") if local else ""

    def url(self, name: str, *args, **filters: str) -> str:
        """The address of an audit screen of this year; empty filters are left out."""
        query = self.query | {key: value for key, value in filters.items() if value}
        address = reverse(name, args=[self.year, *args])
        return f"{address}?{urlencode(query)}" if query else address

    def moved_to(self, year: int) -> "Lens":
        """The same look at another year, the reference day on the same day of that year."""
        return replace(self, year=year, day=_years_later(self.day, year - self.year))


def lens_of(request: HttpRequest, year: int) -> Lens:
    """What the address asks for; a day that cannot be used is left out with a remark.

    Raises Http404 for a year that has no policy to be judged by.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    as_of, frame, remarks = _as_of(_moment(request.GET.get(AS_OF)), year)
    day = _day(request.GET.get(DAY))
    if day and not frame.year.first <= day <= frame.year.last:
        remarks.append(_("统计基准日不在本年度内，已改用默认的基准日。"))
        day = None
    as_of_text = request.GET[AS_OF] if as_of else ""
    return Lens(year, frame, day, as_of, as_of_text, tuple(remarks))


def _as_of(moment: datetime | None, year: int) -> tuple[datetime | None, Frame, list[str]]:
    if moment is None or moment >= now():
        return None, _frame_now(year), []
    try:
        return moment, frame_of(year, as_of=moment), []
    except (Policy.DoesNotExist, OverflowError):  # the calendar begins with the year 1
        return None, _frame_now(year), [_("系统那时还没有启用，已按现在的账目统计。")]


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


def _moment(text: str | None) -> datetime | None:
    """A moment; of a day its last one."""
    if day := _day(text):
        return timezone.make_aware(datetime.combine(day, time.max))
    try:
        moment = parse_datetime(text or "")
    except ValueError:
        return None
    return timezone.make_aware(moment) if moment and timezone.is_naive(moment) else moment


def _years_later(day: date | None, years: int) -> date | None:
    if day is None:
        return None
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
