"""Sessions as iCalendar, parsed back as a phone would."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from training.classes.calendars import CalendarSession, calendar_file

SHANGHAI = ZoneInfo("Asia/Shanghai")
CHANGED = datetime(2025, 2, 20, 8, 30, tzinfo=UTC)
SESSION = CalendarSession(
    key=UUID("0197a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"),
    title="心理危机识别与干预（第 1 场）",
    starts=datetime(2025, 3, 8, 1, 0, tzinfo=UTC),
    ends=datetime(2025, 3, 8, 2, 30, tzinfo=UTC),
    changed_at=CHANGED,
    location="江岸区教育局三楼会议室",
)


def written(*sessions: CalendarSession, name: str = "我的培训") -> bytes:
    return calendar_file(name, sessions, domain="xinyu.example")


def read(*sessions: CalendarSession) -> Calendar:
    return Calendar.from_ical(written(*sessions))


def event(session: CalendarSession):
    (found,) = read(session).walk("VEVENT")
    return found


def test_event_when_read_back_is_the_session_in_shanghai_time():
    found = event(SESSION)

    assert found["SUMMARY"] == SESSION.title
    assert found["LOCATION"] == SESSION.location
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (SESSION.starts, SESSION.ends)
    assert found["DTSTART"].params["TZID"] == "Asia/Shanghai"
    assert found["DTSTART"].dt.hour == 9
    assert (found["STATUS"], found["TRANSP"]) == ("CONFIRMED", "OPAQUE")


def test_calendar_when_read_back_has_its_name_and_zone():
    found = read(SESSION)
    (zone,) = found.walk("VTIMEZONE")

    assert (found["VERSION"], found["METHOD"]) == ("2.0", "PUBLISH")
    assert (found["X-WR-CALNAME"], found["NAME"]) == ("我的培训", "我的培训")
    assert found["REFRESH-INTERVAL"].dt == timedelta(hours=1)
    assert zone["TZID"] == "Asia/Shanghai"
    assert zone.to_tz().utcoffset(datetime(2025, 7, 1)) == timedelta(hours=8)


def test_calendar_name_when_it_holds_marks_of_the_format_is_escaped_as_text():
    lines = written(SESSION, name="伦理, 技能\r\nMETHOD:CANCEL").decode().splitlines()

    assert "NAME:伦理\\, 技能 METHOD:CANCEL" in lines
    assert "X-WR-CALNAME:伦理\\, 技能 METHOD:CANCEL" in lines


def test_calendar_when_there_is_no_session_is_still_one():
    assert list(read().walk("VEVENT")) == []


def test_event_when_the_session_changes_keeps_its_uid_and_counts_up():
    later = replace(SESSION, title="改名", changed_at=CHANGED + timedelta(seconds=1))
    before, after = event(SESSION), event(later)

    assert before["UID"] == after["UID"] == f"{SESSION.key}@xinyu.example"
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert after["LAST-MODIFIED"].dt == after["DTSTAMP"].dt == later.changed_at


def test_sequence_when_changed_in_our_time_fits_31_bits():
    late = replace(SESSION, changed_at=datetime(2087, 12, 31, tzinfo=UTC))

    assert 0 < event(SESSION)["SEQUENCE"] < event(late)["SEQUENCE"] < 2**31
    assert event(replace(SESSION, changed_at=datetime(2019, 1, 1, tzinfo=UTC)))["SEQUENCE"] == 0


def test_event_when_called_off_is_cancelled_and_blocks_no_time():
    found = event(replace(SESSION, is_cancelled=True))

    assert (found["STATUS"], found["TRANSP"]) == ("CANCELLED", "TRANSPARENT")


def test_event_when_online_has_the_link_as_address_and_in_the_text():
    link = "https://meeting.example/dm/abc?x=1,2;y=3"
    found = event(replace(SESSION, location="", link=link, description="请提前 10 分钟入会。"))

    assert found["URL"] == found["LOCATION"] == link
    assert found["DESCRIPTION"] == f"请提前 10 分钟入会。\n{link}"


def test_event_when_it_has_place_and_link_keeps_the_place():
    found = event(replace(SESSION, link="https://meeting.example/1"))

    assert found["LOCATION"] == SESSION.location
    assert found["URL"] == "https://meeting.example/1"


def test_event_when_there_is_neither_place_nor_text_leaves_them_out():
    assert {"LOCATION", "DESCRIPTION", "URL"}.isdisjoint(event(replace(SESSION, location="")))


def test_lines_when_the_text_is_long_chinese_are_folded_between_characters():
    long = replace(SESSION, title="心理健康教育" * 60, description="团体辅导，个案督导；" * 80)
    lines = written(long).split(b"\r\n")

    assert max(map(len, lines)) <= 75
    assert [line.decode("utf-8") for line in lines]
    assert event(long)["SUMMARY"] == long.title
    assert event(long)["DESCRIPTION"] == long.description


def test_events_when_given_in_another_order_make_the_same_bytes():
    second = replace(SESSION, key=UUID(int=1), starts=SESSION.starts + timedelta(days=1))

    assert written(SESSION, second) == written(second, SESSION)


@pytest.mark.parametrize("link", ["javascript:alert(1)", "https://a.example/\nBEGIN:VEVENT", ""])
def test_link_when_it_is_no_web_address_is_not_offered_as_one(link):
    assert "URL" not in event(replace(SESSION, link=link))


HOSTILE = "讲座\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:假的\x00"


def test_text_when_it_looks_like_calendar_lines_stays_text():
    found = event(replace(SESSION, title=HOSTILE, location=HOSTILE, description=HOSTILE))

    assert found["SUMMARY"] == "讲座\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:假的"


@given(st.text(), st.text())
def test_calendar_when_it_holds_any_text_is_one_event(title, name):
    data = written(replace(SESSION, title=title, location=title, description=title), name=name)

    assert len(list(Calendar.from_ical(data).walk("VEVENT"))) == 1
    assert data.count(b"BEGIN:VEVENT\r\n") == 1


def test_event_when_past_midnight_ends_on_the_next_day():
    late = replace(
        SESSION,
        starts=datetime(2025, 12, 31, 22, 0, tzinfo=SHANGHAI),
        ends=datetime(2026, 1, 1, 0, 0, tzinfo=SHANGHAI),
    )

    assert str(event(late)["DTEND"].dt.date()) == "2026-01-01"
