"""What the import screens leave in the access log."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from common.cells import CellError, parse_code
from people.access_log.enums import Action
from people.access_log.origin import origin_of
from people.access_log.services.recording import record_access
from people.access_log.wording import log_language
from people.enums import BatchKind
from people.imports.results import REFUSED
from people.models import ImportBatch, Teacher
from portal.imports.rows import BatchRows

CHUNK = 5000
LONGEST_FILE_NAME = 120


def log_confirmed(request, batch: ImportBatch) -> None:
    with log_language():
        what = _("确认入库：%(file)s（%(kind)s，%(rows)s 行）") % _words(batch, batch.accepted)
    _log(Action.CHANGED, request, what)


def log_undone(request, batch: ImportBatch) -> None:
    with log_language():
        what = _("撤销导入：%(file)s（%(kind)s，%(rows)s 行）") % _words(batch, batch.accepted)
    _log(Action.CHANGED, request, what)


def log_refused_rows(request, batch: ImportBatch) -> None:
    """The refused rows were handed out as a workbook, with whoever they name."""
    with log_language():
        what = _("退回的行：%(file)s（%(kind)s，%(rows)s 行）") % _words(batch, batch.rejected)
    _log(Action.EXPORTED, request, what, teachers_refused(batch))


def teachers_refused(batch: ImportBatch) -> list[int]:
    """Those on the roster whom the refused rows name by number; rows with another number name none."""
    if batch.kind == BatchKind.SCHOOLS:
        return []
    numbers = sorted(set(_numbers(batch)))
    return [
        pk
        for start in range(0, len(numbers), CHUNK)
        for pk in Teacher.objects.filter(number__in=numbers[start : start + CHUNK]).values_list(
            "pk", flat=True
        )
    ]


def _numbers(batch: ImportBatch) -> Iterator[str]:
    """Both registers of people begin with 教师编号 and 姓名, which are a refused row's subject."""
    for line in BatchRows(batch, REFUSED):
        number = line.subject.partition(" ")[0]
        try:
            yield parse_code(number)
        except CellError:
            continue


def _words(batch: ImportBatch, rows: int) -> dict:
    name = batch.file_name[:LONGEST_FILE_NAME]
    return {"file": name, "kind": batch.get_kind_display(), "rows": rows}


def _log(action: Action, request, what: str, teacher_ids=()) -> None:
    record_access(
        action, by=request.user, origin=origin_of(request), what=what, teacher_ids=teacher_ids
    )
