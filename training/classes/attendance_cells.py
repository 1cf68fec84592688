"""One cell of an attendance list to a moment, a length of time, or whether somebody was there (I1)."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any
from unicodedata import normalize

from django.utils import timezone

from common.cells import YES_NO, CellError, FaultyCell, clean_text, parse_date

# What exports write where there is nothing to write.
PLACEHOLDERS = frozenset(["-", "--", "—", "——", "/", "\\", "暂无", "空"])
THERE = {
    **YES_NO,
    **dict.fromkeys(["到", "已到", "到场", "已签", "已签到", "已签退", "出勤", "出席"], True),
    **dict.fromkeys(["未到", "未签到", "未签退", "缺勤", "缺席", "旷课"], False),
    **dict.fromkeys(["请假", "事假", "病假", "公假"], False),
}
LONGEST_MINUTES = 7 * 24 * 60
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)

_SPACES = re.compile(r"\s+")
_OUR_ZONE = re.compile(r"\(?(?:GMT|UTC)?\+0?8(?::?00)?\)?$|\(北京时间\)$|北京时间$", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?:[ T]|(?<=[日号])|^)(?P<half>上午|下午|AM|PM)? ?"
    r"(?:(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]+)?)?"
    r"|(?P<hour_han>[0-9]{1,2})[时点](?:(?P<minute_han>[0-9]{1,2})分?(?:(?P<second_han>[0-9]{1,2})秒)?)?)"
    r"(?: ?(?P<half_after>AM|PM))?$",
    re.IGNORECASE,
)
_HOURS_MINUTES = re.compile(r"([0-9]{1,3}):([0-9]{2})(?::([0-9]{2}))?")
_LENGTH = re.compile(
    r"(?:([0-9]+)(?:个?小时|时|h))?(?:([0-9]+)(?:分钟|分|min))?(?:([0-9]+)(?:秒钟?|s))?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[0-9]{1,6}(?:\.[0-9]+)?")


def parse_moment(value: object, day: date, epoch_1904: bool = False) -> datetime:
    """An aware moment of Shanghai, to the second; a time without a date is of `day`. bad_date."""
    if isinstance(value, FaultyCell):
        raise value.error("bad_date")
    match value:
        case datetime():
            found = datetime.combine(parse_date(value), value.time())
        case date():
            raise CellError("bad_date", reason="day_only")
        case time():
            found = datetime.combine(day, value)
        case timedelta() if timedelta() <= value < DAY:
            found = _midnight(day) + value
        case str():
            found = _moment_of_text(value, day)
        case int() | float() if not isinstance(value, bool):
            found = _moment_of_number(value, day, epoch_1904)
        case _:
            raise CellError("bad_date", reason="time")
    # A time cell is a fraction of a day: 09:00 may come as 08:59:59.9999.
    rounded = (found + SECOND / 2).replace(microsecond=0)
    return timezone.make_aware(rounded, timezone.get_default_timezone())


def _moment_of_text(value: str, day: date) -> datetime:
    text = _SPACES.sub(" ", normalize("NFKC", clean_text(value))).strip(" '")
    text = _OUR_ZONE.sub("", text).strip()
    clock = _CLOCK.search(text)
    if clock is None:
        try:
            parse_date(text)
        except CellError as error:
            # What is no date in any way was meant for a time.
            raise (
                error if error.params.get("reason") else CellError("bad_date", reason="time")
            ) from error
        raise CellError("bad_date", reason="day_only")
    written = text[: clock.start()].strip()
    return datetime.combine(parse_date(written) if written else day, _time_of(clock))


def _time_of(clock: re.Match) -> time:
    parts = [clock[name] or clock[f"{name}_han"] for name in ("hour", "minute", "second")]
    hour, minute, second = (int(part or 0) for part in parts)
    half = (clock["half"] or clock["half_after"] or "").upper()
    if half and hour > 12:
        # 「下午14:30」 says the same twice, 「上午14:30」 does not.
        half = half if half in ("上午", "AM") else ""
    elif half:
        hour = hour % 12 + (12 if half in ("下午", "PM") else 0)
        half = ""
    try:
        if half:
            raise ValueError
        return time(hour, minute, second)
    except ValueError:
        raise CellError("bad_date", reason="time") from None


def _moment_of_number(number: float, day: date, epoch_1904: bool) -> datetime:
    """A fraction of a day, or days since the epoch."""
    if 0 <= number < 1:
        return _midnight(day) + number * DAY
    found = parse_date(number, epoch_1904)
    if number == int(number):
        raise CellError("bad_date", reason="day_only")
    return _midnight(found) + (number % 1) * DAY


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def parse_minutes(value: object) -> int:
    """Whole minutes of 「83分钟」, 「1小时23分」, 「01:23:45」 or a number of minutes. bad_number."""
    if isinstance(value, FaultyCell):
        raise value.error("bad_number")
    match value:
        case time():
            minutes = value.hour * 60 + value.minute
        case timedelta():
            minutes = value // timedelta(minutes=1)
        case int() | float() if not isinstance(value, bool) and _is_minutes(value):
            minutes = int(value)
        case str():
            minutes = _minutes_of_text(value)
        case _:
            raise CellError("bad_number")
    if not 0 <= minutes <= LONGEST_MINUTES:
        raise CellError("bad_number")
    return minutes


def _is_minutes(number: float) -> bool:
    """Less than 1 may as well be a fraction of a day."""
    return number == 0 or 1 <= number <= LONGEST_MINUTES


def _minutes_of_text(value: str) -> int:
    text = _SPACES.sub("", normalize("NFKC", clean_text(value))).strip("'")
    if _NUMBER.fullmatch(text) and _is_minutes(float(text)):
        return int(float(text))
    written = _HOURS_MINUTES.fullmatch(text) or _LENGTH.fullmatch(text)
    if not written or not any(written.groups()) or len(text) > 20:
        raise CellError("bad_number")
    hours, minutes, seconds = (int(part or 0) for part in written.groups())
    return hours * 60 + minutes + seconds // 60


def parse_there(value: object) -> bool:
    """√ or 是, × or 否, and other words of lists. Raises unknown_value."""
    there = _there(value)
    if there is None:
        raise CellError("unknown_value", reason="allowed", allowed="√、×、是、否")
    return there


def _there(value: object) -> bool | None:
    if isinstance(value, FaultyCell):
        raise value.error("missing_value")
    if isinstance(value, bool):
        return value
    if not isinstance(value, str | int | float):
        return None
    return THERE.get(_SPACES.sub("", normalize("NFKC", clean_text(value))).casefold())


def parse_signature(value: object, day: date, epoch_1904: bool = False) -> datetime | bool:
    """A cell of 签到 or 签退: a time, or a mark that says only whether. Raises bad_date."""
    there = _there(value)
    return parse_moment(value, day, epoch_1904) if there is None else there


def or_nothing(parse) -> Any:
    """The parser, but None for what exports write where there is nothing."""

    def parse_filled(value: object) -> object:
        if isinstance(value, str) and clean_text(value) in PLACEHOLDERS:
            return None
        return parse(value)

    return parse_filled
