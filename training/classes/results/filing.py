"""Attendance and hours of one class as an official document on A4, for filing."""

from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from common.clock import now
from common.hours import ZERO, quantized
from common.pdf import PdfColumn, PdfTable, missing_glyphs, render_pdf
from common.tables import counted
from credits.enums import Category
from training.classes import presence_rules
from training.classes.attendance import Attendance, Line, class_attendance
from training.classes.enums import CONFIRMED_STATES, LeaveState, PlaceState
from training.classes.exceptions import ClassNotReadyError
from training.classes.models import Award, Place, TrainingClass
from training.classes.outcome_rows import row_of
from training.classes.services.confirming import outcomes_of
from training.classes.tables import days_text
from training.reports.document import GETA

TEMPLATE = "pdf/class_filing.html"
NONE = "—"
SESSIONS_A_TABLE = 8  # as many columns as a sheet on its side holds legibly
SESSION_WIDTH = 22


def filing_document(held: TrainingClass) -> tuple[bytes, list[int]]:
    """The document, and the keys of the teachers in it. `held` comes with its times and unit.

    What has hours already is as it was confirmed; before, what confirming now would give. A
    character that no font has is printed as 〓 and named in a note. Twelve queries. Raises PdfError.
    """
    places = list(
        held.places.filter(state=PlaceState.IN)
        .select_related("teacher", "school", "unit", "training_class")
        .order_by("school__name", "teacher__number")
    )
    attendance = class_attendance(held, places)
    hours = _hours(held, places)
    total = sum((row["hours"] for row in hours), ZERO)
    tables = [*_attendance_tables(attendance, places), _hours_table(hours, total)]
    sessions = [_session_line(number, one) for number, one in enumerate(attendance.sessions, 1)]
    facts = _facts(held, attendance, places, hours, total)
    confirmation = held.confirmations.last()
    confirmed = _confirmed(confirmation) if confirmation else ""
    said = [held.full_title, confirmed, *(value for _label, value in facts), *sessions]
    missing = missing_glyphs("".join([*said, *_texts(tables)]))
    signs = str.maketrans(dict.fromkeys(missing, GETA))
    context = {
        "title": _("签到与学时登记表"),
        "issuer": held.unit.display_name.translate(signs),
        "subtitle": held.full_title.translate(signs),
        "meta": [(label, value.translate(signs)) for label, value in facts],
        "sessions": [line.translate(signs) for line in sessions],
        "confirmed": confirmed.translate(signs),
        "missing": " ".join(f"U+{ord(char):04X}" for char in missing),
        "issued_on": date_format(timezone.localtime(now()), "DATE_FORMAT"),
    }
    data = render_pdf(TEMPLATE, context, [_translated(table, signs) for table in tables])
    return data, [place.teacher_id for place in places]


def _hours(held: TrainingClass, places: list[Place]) -> list[dict]:
    """What is on the books, in the order of the people; before that, what confirming would give."""
    if held.state in CONFIRMED_STATES:
        found = _from_awards(places)
    else:
        try:
            found = {outcome.place.pk: _expected(outcome) for outcome in outcomes_of(held)}
        except ClassNotReadyError:
            found = {}
    return [found[place.pk] for place in places if place.pk in found]


def _expected(outcome) -> dict:
    return row_of(outcome) | {"completed": outcome.result.completed}


def _from_awards(places: list[Place]) -> dict[int, dict]:
    """By key of the place. Two queries."""
    awards = Award.objects.filter(place__in=places, stands=True).prefetch_related("days")
    by_key = {place.pk: place for place in places}
    return {award.place_id: _awarded(award, by_key[award.place_id]) for award in awards}


def _awarded(award: Award, place: Place) -> dict:
    sums: dict[str, Decimal] = {}
    for day in award.days.all():
        sums[day.category] = sums.get(day.category, ZERO) + day.hours
    minutes = award.class_minutes
    return {
        "place": place,
        "minutes": award.minutes_present,
        "class_minutes": minutes,
        "percent": award.minutes_present * 100 // minutes if minutes else 0,
        "hours": award.hours,
        "completed": award.completed,
        "by_category": [(Category(code).label, hours) for code, hours in sorted(sums.items())],
        "why": _why(award),
    }


def _why(award: Award) -> str:
    if award.capped_hours:
        return _("超过每日上限，减计 %(n)s 学时") % {"n": award.capped_hours}
    return {
        "": "",
        presence_rules.NEVER_THERE: _("没有出勤"),
        presence_rules.LOW_ATTENDANCE: _("出勤率未达到要求"),
    }.get(award.why_not, _("考核未合格"))


def _facts(
    held: TrainingClass, attendance: Attendance, places, hours: list[dict], total: Decimal
) -> list[tuple[str, str]]:
    lecturers = _("、").join(lecturer.name for lecturer in held.lecturers.all())
    return [
        (_("班号"), held.number),
        (_("主办单位"), held.unit.display_name),
        (_("承办单位"), held.host or NONE),
        (_("级别"), held.get_level_display()),
        (_("培训形式"), held.get_mode_display()),
        (_("时间"), days_text(held.starts_at, held.ends_at)),
        (_("地点"), held.place or held.online_link or NONE),
        (_("主讲人"), lecturers or NONE),
        (_("录取人数"), counted(len(places))),
        (_("到场人数"), counted(sum(_came(attendance, place) for place in places))),
        (_("结业人数"), counted(sum(row["completed"] for row in hours))),
        (_("学时合计"), str(total)),
    ]


def _came(attendance: Attendance, place: Place) -> bool:
    return any(line.presence.minutes for line in attendance.lines_of(place))


def _session_line(number: int, session) -> str:
    starts, ends = localtime(session.starts_at), localtime(session.ends_at)
    category = session.get_category_display()
    return f"{number}. {starts:%Y-%m-%d %H:%M}–{ends:%H:%M} {session.title}（{category}）"


def _attendance_tables(attendance: Attendance, places: list[Place]) -> list[PdfTable]:
    """As many as the sessions need, the people on each."""
    numbered = list(enumerate(attendance.sessions))
    starts = range(0, len(numbered), SESSIONS_A_TABLE)
    parts = [numbered[start : start + SESSIONS_A_TABLE] for start in starts]
    return [_attendance_table(part, attendance, places, len(parts)) for part in parts]


def _attendance_table(part, attendance: Attendance, places, count: int) -> PdfTable:
    first, last = part[0][0] + 1, part[-1][0] + 1
    title = _("考勤")
    if count > 1:
        title = _("考勤（第 %(first)s 至 %(last)s 场）") % {"first": first, "last": last}
    return PdfTable(
        title=title,
        columns=[
            *_who_columns(),
            *(PdfColumn(str(number + 1), SESSION_WIDTH, "center") for number, _session in part),
        ],
        rows=[
            [
                *_who(index, place),
                *(_presence(attendance.lines_of(place)[number]) for number, _session in part),
            ]
            for index, place in enumerate(places, 1)
        ],
    )


def _hours_table(rows: list[dict], total: Decimal) -> PdfTable:
    return PdfTable(
        title=_("学时"),
        columns=[
            *_who_columns(),
            PdfColumn(_("出勤分钟"), 25, "right"),
            PdfColumn(_("出勤率"), 25, "right"),
            PdfColumn(_("考核"), 23),
            PdfColumn(_("学时"), 14, "right"),
            PdfColumn(_("各类学时"), 40),
            PdfColumn(_("说明"), 36),
        ],
        rows=[
            [
                *_who(index, row["place"]),
                f"{row['minutes']} / {row['class_minutes']}",
                f"{row['percent']}%",
                _assessed(row["place"]),
                _tenths(row["hours"]),
                _("、").join(f"{label} {_tenths(hours)}" for label, hours in row["by_category"]),
                row["why"],
            ]
            for index, row in enumerate(rows, 1)
        ],
        total=["", _("合计"), "", "", "", "", "", str(total), "", ""] if rows else (),
    )


def _tenths(hours: Decimal | int) -> str:
    """To one place, whether on the books or still to come."""
    return str(quantized(Decimal(hours)))


def _who_columns() -> list[PdfColumn]:
    return [
        PdfColumn(_("序号"), 11, "right"),
        PdfColumn(_("姓名"), 26),
        PdfColumn(_("教师编号"), 30),
        PdfColumn(_("学校或单位"), 45),
    ]


def _who(index: int, place: Place) -> list[str]:
    where = place.school.name if place.school else place.unit.display_name
    return [str(index), place.teacher.name, place.teacher.number, where]


def _presence(line: Line) -> str:
    """Minutes, or a word: short enough for a narrow column."""
    if line.presence.no_check_out:
        return _("未签退")
    if line.presence.minutes:
        return str(line.presence.minutes)
    on_leave = line.leave is not None and line.leave.state == LeaveState.APPROVED
    return _("请假") if on_leave else _("缺勤")


def _assessed(place: Place) -> str:
    if place.passed is None:
        return NONE
    text = _("合格") if place.passed else _("不合格")
    return f"{text} {place.score.normalize():f}" if place.score is not None else text


def _confirmed(confirmation) -> str:
    words = {
        "day": date_format(localtime(confirmation.at), "DATE_FORMAT"),
        "name": confirmation.by_name,
    }
    return _("学时已于 %(day)s 由 %(name)s 确认入账。") % words


def _texts(tables: list[PdfTable]) -> list[str]:
    return [text for table in tables for row in table.rows for text in row]


def _translated(table: PdfTable, signs: dict) -> PdfTable:
    rows = [[text.translate(signs) for text in row] for row in table.rows]
    return PdfTable(table.title, table.columns, rows, table.total)
