"""One spreadsheet cell to one value. Untidy is read, wrong is refused, nothing is guessed (I1)."""

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

FIRST_YEAR, LAST_YEAR = 1950, 2099
# A number keeps 15 digits in a spreadsheet; from the 16th on they have become zeros.
KEPT_DIGITS = 15
LARGEST_COUNT = 9_999_999
HOURS_STEP = Decimal("0.5")
# No span of dates between FIRST_YEAR and LAST_YEAR allows more at 8 学时 a day (H2).
LARGEST_HOURS = (LAST_YEAR - FIRST_YEAR + 1) * 366 * 8
LONGEST_NAME = 50
LONGEST_CODE = 64
LONGEST_TEXT = 200

# Width only. NFKC would also turn ① into 1 and 8³ into 83, which would be a guess.
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xA0: " "}
_INVISIBLE = dict.fromkeys(
    [
        *range(0x09),
        *range(0x0E, 0x20),
        *range(0x7F, 0xA0),
        0xAD,
        0x180E,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x206A),
        0xFEFF,
        *range(0xD800, 0xE000),
    ]
)
_TO_CODE = _INVISIBLE | _NARROW | dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_DOTS = dict.fromkeys(map(ord, "•．・‧∙⋅･"), "·")
_HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ue000-\uf8ff\U00020000-\U0003ffff"

_SPACES = re.compile(r"\s+")
_ASCII_DOT = re.compile(rf"(?<=[{_HAN}])\.(?=[{_HAN}])")
_AROUND_DOT = re.compile(r"\s*·\s*")
_HAN_NAME = re.compile(rf"[{_HAN}]{{2,3}}")
_DAMAGED = re.compile(r"[\ufffd?\uff1f]")
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?E\+[0-9]+", re.IGNORECASE)
# ="0042": how exports to CSV keep a spreadsheet from dropping zeros.
_HELD_AS_TEXT = re.compile(r'="([^"]*)"')
_POINT_ZERO = re.compile(r"([0-9]+)\.0+")
_DATE = re.compile(
    r"([0-9]{4}) ?"
    r"(?:([-./。]) ?([0-9]{1,2}) ?\2 ?([0-9]{1,2})|年 ?([0-9]{1,2}) ?月 ?([0-9]{1,2}) ?[日号]?)"
    r"(?:[ T]?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?"
)
_MONTH_ONLY = re.compile(r"[0-9]{4} ?(?:[-./。] ?[0-9]{1,2}|年 ?[0-9]{1,2} ?月)")
_AMBIGUOUS = re.compile(
    r"[0-9]{1,2} ?[-./。年] ?[0-9]{1,2} ?[-./。月] ?(?:[0-9]{4}|[0-9]{1,2}) ?[日号]?"
)
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_HOURS = re.compile(r"([+-]?[0-9]{1,12}(?:\.[0-9]{1,12})?)(个?学时)?")
_OTHER_UNIT = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?\D{1,4}")
_COUNT = re.compile(r"([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.0+)?[人名个]?")
_YEAR = re.compile(r"([0-9]{4})(?:\.0+)?(?:年度?)?")
_MOBILE = re.compile(r"(?:\+?86|0086)?(1[3-9][0-9]{9})")
_LANDLINE = re.compile(r"0[0-9]{9,11}|[2-8][0-9]{6,7}")

YES_NO = {
    **dict.fromkeys(["是", "√", "✓", "✔", "☑", "对", "有", "y", "yes", "true", "1"], True),
    **dict.fromkeys(["否", "×", "✗", "✘", "x", "不是", "非", "无", "n", "no", "false", "0"], False),
}


class CellError(Exception):
    """A cell that cannot be read: a code of FORMATS and what its message needs."""

    def __init__(self, code: str, **params: object):
        super().__init__(code, params)
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True)
class FaultyCell:
    """A cell that holds no data though it is not empty.

    `text` is the spreadsheet's error value such as #N/A, or "" for a formula whose result the
    file does not carry. It prints as that, so that a refusal can show it.
    """

    text: str = ""

    def __str__(self) -> str:
        return self.text

    def error(self, code: str) -> CellError:
        if self.text:
            return CellError(code, reason="error")
        return CellError("missing_value", reason="formula")


ERROR_VALUES = frozenset(
    [
        "#N/A",
        "#REF!",
        "#VALUE!",
        "#DIV/0!",
        "#NAME?",
        "#NULL!",
        "#NUM!",
        "#SPILL!",
        "#CALC!",
        "#GETTING_DATA",
    ]
)


def is_blank(value: object) -> bool:
    """Nothing typed: empty, or only spaces, tabs, zero-width marks and the like."""
    if value is None:
        return True
    if not isinstance(value, str):
        return False
    return not value.translate(_INVISIBLE).strip()


def parse_column(
    values: Sequence[Hashable], parse: Callable, *, missing_ok: bool = False
) -> list[object]:
    """One parsed value a cell; a CellError stands, not raised, where a cell cannot be read.

    Blank cells become None, or with `missing_ok` false a `missing_value` error. Each distinct
    raw value is parsed once, so equal faulty cells share one CellError.
    """
    keys: Sequence[Hashable] = values
    # 1, 1.0 and True are one dictionary key, so the type joins where they may meet.
    if len({bool, int, float, Decimal} & set(map(type, values))) > 1:
        keys = list(zip(map(type, values), values, strict=True))
    distinct = dict(zip(keys, values, strict=True))
    parsed = {key: _settle(value, parse, missing_ok) for key, value in distinct.items()}
    return list(map(parsed.__getitem__, keys))


def _settle(value: object, parse: Callable, missing_ok: bool) -> object:
    # Most cells are letters and digits: they need no longer look to be seen as filled.
    if not (value.__class__ is str and value.isalnum()) and is_blank(value):
        return None if missing_ok else CellError("missing_value")
    try:
        return parse(value)
    except CellError as error:
        return error.with_traceback(None)


def clean_text(value: object) -> str:
    """Text without invisible characters; runs of any white space become one space."""
    if isinstance(value, str):
        # Letters, digits and Han alone hold nothing to clean; most cells of an import are such.
        return value if value.isalnum() else _SPACES.sub(" ", value.translate(_INVISIBLE)).strip()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        value = value.date()
    return "" if value is None else str(value)


def parse_text(value: object, longest: int = LONGEST_TEXT) -> str:
    """Free text such as a title. Raises missing_value for an error cell, unknown_value."""
    if value.__class__ is str and value.isalnum() and len(value) <= longest:
        return value
    _refuse_faulty(value, "missing_value")
    text = clean_text(value)
    if len(text) > longest:
        raise CellError("unknown_value", reason="too_long", longest=longest)
    return text


def parse_code(value: object) -> str:
    """An identifier as text: leading zeros kept, spaces, width and a leading ' removed.

    Raises bad_number where digits were lost because the cell is a number (16 digits or more,
    4.20106E+17) or where the cell is no identifier at all.
    """
    _refuse_faulty(value, "missing_value")
    if isinstance(value, int | float):
        return _code_of_number(value)
    if not isinstance(value, str):
        raise CellError("bad_number")
    if value.isascii() and value.isalnum() and len(value) <= LONGEST_CODE:
        return value
    code = _SPACES.sub("", value.translate(_TO_CODE)).lstrip("'‘’`")
    if held := _HELD_AS_TEXT.fullmatch(code):
        code = held[1]
    if _SCIENTIFIC.fullmatch(code):
        raise CellError("bad_number", reason="digits_lost")
    if whole := _POINT_ZERO.fullmatch(code):
        code = whole[1]
    if not code:
        raise CellError("missing_value")
    if len(code) > LONGEST_CODE:
        raise CellError("unknown_value", reason="too_long", longest=LONGEST_CODE)
    return code


def _code_of_number(value: float) -> str:
    if isinstance(value, bool) or value < 0 or value != value or value % 1:
        raise CellError("bad_number")
    if value >= 10**KEPT_DIGITS:
        raise CellError("bad_number", reason="digits_lost")
    return str(int(value))


def parse_label(value: object) -> str:
    """A coded value as typed, without any space and in narrow width, to look up in synonyms."""
    return _SPACES.sub("", parse_text(value).translate(_TO_CODE))


def name_key(name: str) -> str:
    """What two writings of one name share: 「欧阳 云瑶」 and 「欧阳云瑶」 are one name."""
    return _SPACES.sub("", name).casefold()


def parse_name(value: object) -> str:
    """A person's name. Spaces inside go in Han names of two or three characters (张 三) only.

    The dot in minority names becomes ·; rare and private-use characters stay. Raises
    unknown_value for a name with U+FFFD or a question mark, which a wrong encoding leaves.
    """
    _refuse_faulty(value, "missing_value")
    name = _ASCII_DOT.sub("·", clean_text(value).translate(_DOTS))
    name = _AROUND_DOT.sub("·", name)
    joined = name.replace(" ", "")
    if _HAN_NAME.fullmatch(joined):
        name = joined
    if _DAMAGED.search(name):
        raise CellError("unknown_value", reason="damaged")
    if len(name) > LONGEST_NAME:
        raise CellError("unknown_value", reason="too_long", longest=LONGEST_NAME)
    return name


def parse_date(value: object, epoch_1904: bool = False) -> date:
    """A day. `epoch_1904` is the workbook's own epoch, for serial numbers. Raises bad_date.

    A time of day is dropped. A two-digit year, day before month or a month alone is refused.
    """
    _refuse_faulty(value, "bad_date")
    if isinstance(value, datetime):
        return _in_range(value.date())
    if isinstance(value, date):
        return _in_range(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _date_of_number(value, epoch_1904)
    if not isinstance(value, str):
        raise CellError("bad_date")
    return _date_of_text(_SPACES.sub(" ", value.translate(_TO_CODE)).strip(" '"), epoch_1904)


def _date_of_text(text: str, epoch_1904: bool) -> date:
    if written := _DATE.fullmatch(text):
        return _calendar_day(*(int(part) for part in written.group(1, 3, 4, 5, 6) if part))
    if _NUMBER.fullmatch(text):
        return _date_of_number(float(text), epoch_1904)
    if _MONTH_ONLY.fullmatch(text):
        raise CellError("bad_date", reason="month_only")
    if _AMBIGUOUS.fullmatch(text):
        raise CellError("bad_date", reason="ambiguous")
    raise CellError("bad_date")


def _date_of_number(number: float, epoch_1904: bool) -> date:
    """20250308 or a serial number: days since the epoch, the fraction being a time of day."""
    if 19_000_000 <= number <= 29_991_231 and number == int(number):
        written = int(number)
        return _calendar_day(written // 10_000, written // 100 % 100, written % 100)
    epoch = date(1904, 1, 1) if epoch_1904 else date(1899, 12, 30)
    first = (date(FIRST_YEAR, 1, 1) - epoch).days
    last = (date(LAST_YEAR, 12, 31) - epoch).days
    # Below lies a year or a year and month typed as a number: 2025, 2025.3.
    if not first <= number < last + 1:
        raise CellError("bad_date")
    return epoch + timedelta(days=int(number))


def _calendar_day(year: int, month: int, day: int) -> date:
    try:
        return _in_range(date(year, month, day))
    except ValueError:
        raise CellError("bad_date", reason="impossible") from None


def _in_range(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise CellError("bad_date", reason="out_of_range", first=FIRST_YEAR, last=LAST_YEAR)
    return day


def parse_hours(value: object) -> Decimal:
    """学时 with one decimal place: greater than 0, in steps of 0.5 (H2).

    「8学时」 and 「８」 are read. Raises bad_hours for anything that is not such a number, other
    units (天, 小时, 课时) included, and too_many_hours for what no span of dates could hold.
    """
    _refuse_faulty(value, "bad_hours")
    hours = _hours_of(value)
    if hours <= 0:
        raise CellError("bad_hours", reason="not_positive")
    if hours > LARGEST_HOURS:
        raise CellError("too_many_hours")
    if hours % HOURS_STEP:
        raise CellError("bad_hours", reason="step")
    return hours.quantize(Decimal("0.1"))


def _hours_of(value: object) -> Decimal:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        hours = Decimal(str(value))
        if not hours.is_finite():
            raise CellError("bad_hours")
        return hours
    if not isinstance(value, str):
        raise CellError("bad_hours")
    text = _SPACES.sub("", value.translate(_TO_CODE)).lstrip("'")
    if written := _HOURS.fullmatch(text):
        return Decimal(written[1])
    if _OTHER_UNIT.fullmatch(text):
        raise CellError("bad_hours", reason="other_unit")
    raise CellError("bad_hours")


def parse_count(value: object) -> int:
    """A non-negative whole number such as 1200, 1,200 or 1200人. Raises bad_number."""
    _refuse_faulty(value, "bad_number")
    written = _COUNT.fullmatch(_plain_number(value))
    if not written or int(written[1].replace(",", "")) > LARGEST_COUNT:
        raise CellError("bad_number", reason="whole")
    return int(written[1].replace(",", ""))


def parse_year(value: object) -> int:
    """A calendar year such as 2025 or 2025年. Raises bad_number."""
    _refuse_faulty(value, "bad_number")
    written = _YEAR.fullmatch(_plain_number(value))
    if not written or not FIRST_YEAR <= int(written[1]) <= LAST_YEAR:
        raise CellError("bad_number", reason="year")
    return int(written[1])


def parse_phone(value: object) -> str:
    """A mobile number or a landline, digits only. Raises bad_number."""
    _refuse_faulty(value, "bad_number")
    digits = re.sub(r"[-()]", "", _plain_number(value))
    if mobile := _MOBILE.fullmatch(digits):
        return mobile[1]
    if not _LANDLINE.fullmatch(digits):
        raise CellError("bad_number", reason="phone")
    return digits


def _plain_number(value: object) -> str:
    """Narrow text without spaces or leading '; "" for what is neither number nor text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _SPACES.sub("", str(value).translate(_TO_CODE)).lstrip("'")


def parse_yes_no(value: object) -> bool:
    """是 or 否 in the forms of YES_NO, as number or tick too. Raises unknown_value."""
    _refuse_faulty(value, "missing_value")
    if isinstance(value, bool):
        return value
    answer = YES_NO.get(_SPACES.sub("", clean_text(value).translate(_NARROW)).lower())
    if answer is None:
        raise CellError("unknown_value", reason="allowed", allowed="是、否")
    return answer


def _refuse_faulty(value: object, code: str) -> None:
    if isinstance(value, FaultyCell):
        raise value.error(code)
    if isinstance(value, str) and "#" in value and value.strip().upper() in ERROR_VALUES:
        raise FaultyCell(value.strip()).error(code)
