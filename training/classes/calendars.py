"""Sessions as iCalendar (RFC 5545): a feed that phones subscribe to, or a file.

No query: the caller brings the sessions. The same sessions give the same bytes, so that a feed can
be compared by its digest.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneStandard, vText

ZONE = "Asia/Shanghai"
SHANGHAI = ZoneInfo(ZONE)
CONTENT_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Xinyu//Training classes//ZH"
# How often a phone should look again.
REFRESH = timedelta(hours=1)
# SEQUENCE must grow with every change and fit 31 bits: seconds since then do until 2088.
FIRST_SEQUENCE = datetime(2020, 1, 1, tzinfo=UTC)
STANDARD_SINCE = datetime(1991, 9, 15, 2)  # noqa: DTZ001  # a zone tells its rules in its own time

_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f\x7f]+")
# iCalendar has no way to write these.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class CalendarSession:
    """One session. `changed_at` is when anything of it last changed; `is_cancelled` keeps it in the
    feed as called off, so that phones that hold it strike it out."""

    key: UUID
    title: str
    starts: datetime
    ends: datetime
    changed_at: datetime
    location: str = ""
    link: str = ""
    description: str = ""
    is_cancelled: bool = False


def calendar_file(name: str, sessions: Iterable[CalendarSession], *, domain: str) -> bytes:
    """A calendar called `name`. `domain` is the site's own, by which its events are told from others.

    An event keeps its UID as long as the session lives: a phone that reads the feed or the file
    again changes what it has and adds nothing.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for key in ("name", "x-wr-calname"):
        calendar.add(key, vText(" ".join(_plain(name).split())))
    calendar.add("x-wr-timezone", ZONE)
    calendar.add("refresh-interval", REFRESH)
    calendar["refresh-interval"].params["VALUE"] = "DURATION"
    calendar.add("x-published-ttl", "PT1H")
    calendar.add_component(_zone())
    for session in sorted(sessions, key=lambda each: (each.starts, str(each.key))):
        calendar.add_component(_event(session, domain))
    return calendar.to_ical()


def _event(session: CalendarSession, domain: str) -> Event:
    event = Event()
    changed = session.changed_at.astimezone(UTC).replace(microsecond=0)
    event.add("uid", f"{session.key}@{domain}")
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", max(int((changed - FIRST_SEQUENCE).total_seconds()), 0))
    event.add("dtstart", session.starts.astimezone(SHANGHAI))
    event.add("dtend", session.ends.astimezone(SHANGHAI))
    event.add("summary", _plain(session.title))
    if where := session.location or session.link:
        event.add("location", _plain(where))
    if told := "\n".join(filter(None, [session.description, session.link])):
        event.add("description", _plain(told))
    if _ADDRESS.fullmatch(session.link):
        event.add("url", session.link)
    event.add("status", "CANCELLED" if session.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if session.is_cancelled else "OPAQUE")
    return event


def _zone() -> Timezone:
    """Shanghai since the last summer time, which is all that a class can fall into."""
    standard = TimezoneStandard()
    standard.add("dtstart", STANDARD_SINCE)
    standard.add("tzname", "CST")
    standard.add("tzoffsetfrom", timedelta(hours=9))
    standard.add("tzoffsetto", timedelta(hours=8))
    zone = Timezone()
    zone.add("tzid", ZONE)
    zone.add_component(standard)
    return zone


def _plain(text: str) -> str:
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
