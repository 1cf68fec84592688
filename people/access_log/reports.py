"""The access log as a workbook."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from common.clock import now
from common.spreadsheets import Book, Column, Kind
from people.access_log.models import AccessRecord
from people.access_log.subjects import sole_subjects
from people.access_log.tables import actor_of, moment_of


def access_workbook(records: Sequence[AccessRecord]) -> bytes:
    """One sheet, a row a record as they come. One query for each 5,000 records."""
    title = _("访问日志")
    book = Book(title=title, issued_at=now())
    subjects = sole_subjects(records)
    book.add_list(title, _columns(), [_row(record, subjects) for record in records])
    return book.to_bytes()


def _columns() -> list[Column]:
    return [
        Column("at", _("时间"), width=20),
        Column("who", _("经手人"), width=16),
        Column("role", _("身份"), width=18),
        Column("action", _("事项"), width=16),
        Column("what", _("内容"), width=50),
        Column("name", _("涉及教师"), width=14),
        Column("number", _("教师编号"), width=18),
        Column("people", _("涉及人数"), Kind.COUNT),
        Column("path", _("页面"), width=40),
        Column("status", _("状态码"), Kind.COUNT),
        Column("address", _("来源地址"), width=18),
        Column("agent", _("浏览器"), width=40),
    ]


def _row(record: AccessRecord, subjects: dict) -> list:
    teacher = subjects.get(record.pk)
    return [
        moment_of(record),
        actor_of(record),
        record.get_role_display(),
        record.get_action_display(),
        record.what,
        teacher.name if teacher else "",
        teacher.number if teacher else "",
        record.people,
        record.path,
        record.status,
        record.address or "",
        record.agent,
    ]
