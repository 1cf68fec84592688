"""The people of a class as a workbook for the files, with their attendance and hours. Each download
leaves a row in the access log."""

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.generic import View

from common.clock import now
from common.spreadsheets import Book, Column, Kind
from people.access_log.handing_over import XLSX, hand_over
from training.classes.attendance import class_attendance
from training.classes.enums import PlaceState
from training.classes.exceptions import ClassNotReadyError
from training.classes.models import Place
from training.classes.outcome_rows import row_of
from training.classes.services.confirming import outcomes_of
from training.classes.templatetags.class_words import presence_text
from training.classes.views.access import DeskMixin


class PeopleExportView(DeskMixin, View):
    """Everybody with how they came, their attendance in every session, and their hours."""

    def get(self, request, pk):
        held = self.training_class
        places = list(
            held.places.select_related("teacher", "school", "unit").order_by("asked_at", "pk")
        )
        book = Book(title=held.full_title, issued_at=localtime(now()))
        book.add_list(_("学员名单"), _people_columns(), [_person(place) for place in places])
        inside = [place for place in places if place.state == PlaceState.IN]
        attendance = class_attendance(held, inside)
        book.add_list(
            _("考勤"),
            [
                Column("name", _("姓名")),
                Column("school", _("学校或单位"), width=26),
                *(
                    Column(
                        str(session.pk),
                        f"{localtime(session.starts_at):%m-%d %H:%M} {session.title}"[:60],
                        width=22,
                    )
                    for session in attendance.sessions
                ),
            ],
            [
                (
                    place.teacher.name,
                    _where(place),
                    *(presence_text(line.presence) for line in attendance.lines_of(place)),
                )
                for place in inside
            ],
        )
        book.add_list(_("学时"), _hours_columns(), self.hours())
        return hand_over(
            request,
            book.to_bytes(),
            content_type=XLSX,
            name=lambda: _("%(title)s：学员、考勤与学时") % {"title": held.full_title},
            teacher_ids=[place.teacher_id for place in places],
        )

    def hours(self) -> list[tuple]:
        try:
            rows = [row_of(outcome) for outcome in outcomes_of(self.training_class)]
        except ClassNotReadyError:
            return []
        return [
            (
                row["place"].teacher.name,
                row["place"].teacher.number,
                _where(row["place"]),
                row["minutes"],
                row["class_minutes"],
                float(row["percent"]),
                float(row["hours"]),
                "、".join(f"{label} {hours}" for label, hours in row["by_category"]),
                row["why"],
            )
            for row in rows
        ]


def _people_columns() -> list[Column]:
    return [
        Column("name", _("姓名")),
        Column("number", _("教师编号"), width=16),
        Column("school", _("学校或单位"), width=26),
        Column("post", _("岗位"), width=18),
        Column("way", _("报名途径")),
        Column("asked", _("报名时间"), width=16),
        Column("state", _("状态"), width=14),
    ]


def _person(place: Place) -> tuple:
    return (
        place.teacher.name,
        place.teacher.number,
        _where(place),
        place.get_post_kind_display(),
        place.get_way_display(),
        f"{localtime(place.asked_at):%Y-%m-%d %H:%M}",
        place.get_state_display(),
    )


def _hours_columns() -> list[Column]:
    return [
        Column("name", _("姓名")),
        Column("number", _("教师编号"), width=16),
        Column("school", _("学校或单位"), width=26),
        Column("minutes", _("出勤分钟"), Kind.COUNT),
        Column("class_minutes", _("培训分钟"), Kind.COUNT),
        Column("percent", _("出勤率"), Kind.PERCENT),
        Column("hours", _("学时"), Kind.DECIMAL),
        Column("by_category", _("各类学时"), width=26),
        Column("why", _("说明"), width=30),
    ]


def _where(place: Place) -> str:
    return place.school.name if place.school else place.unit.display_name
