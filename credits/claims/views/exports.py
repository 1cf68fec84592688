"""Lists of claims as workbooks; a list of other people leaves a row in the access log."""

from datetime import date

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.generic import View

from common.clock import now
from common.spreadsheets import Book, Column, Kind
from credits.claims.enums import DoubleCode
from credits.claims.filters import OwnClaimFilter
from credits.claims.models import Claim
from credits.claims.views.access import ClaimantMixin
from credits.claims.views.review import QueueMixin
from people.access_log.handing_over import XLSX, hand_over


class OwnExportView(ClaimantMixin, View):
    """A teacher's own claims, narrowed as on the screen."""

    def get(self, request):
        claims = Claim.objects.own_of(request.user).select_related("kind")
        filters = OwnClaimFilter(request.GET, queryset=claims, request=request)
        rows = [_cells(claim) for claim in filters.found.order_by("-created_at", "-pk")]
        data = _book(_("我的申报"), _columns(), rows)
        return hand_over(request, data, content_type=XLSX, name=lambda: _("我的申报"))


class QueueExportView(QueueMixin, View):
    """What a reviewer has before them, narrowed as on the screen."""

    def get(self, request):
        claims = list(self.in_order())
        person = [
            Column("teacher", _("教师"), width=12),
            Column("number", _("教师编号"), width=16),
            Column("school", _("学校或单位"), width=26),
        ]
        last = [
            Column("due", _("办理期限"), width=12),
            Column("flags", _("提示"), width=24),
        ]
        rows = [(*_person(claim), *_cells(claim), *_last(claim)) for claim in claims]
        data = _book(_("学时申报"), [*person, *_columns(), *last], rows)
        return hand_over(
            request,
            data,
            content_type=XLSX,
            name=lambda: _("学时申报"),
            teacher_ids=[claim.teacher_id for claim in claims],
        )


def _book(title: str, columns: list[Column], rows: list[tuple]) -> bytes:
    book = Book(title=title, issued_at=localtime(now()))
    book.add_list(title, columns, rows)
    return book.to_bytes()


def _columns() -> list[Column]:
    return [
        Column("title", _("项目名称"), width=36),
        Column("kind", _("申报类别"), width=14),
        Column("organiser", _("主办单位"), width=24),
        Column("category", _("培训内容"), width=12),
        Column("level", _("培训级别")),
        Column("mode", _("培训形式"), width=12),
        Column("starts_on", _("开始日期"), width=12),
        Column("ends_on", _("结束日期"), width=12),
        Column("hours", _("学时"), Kind.DECIMAL),
        Column("certificate_no", _("证书编号"), width=20),
        Column("state", _("状态"), width=12),
    ]


def _cells(claim: Claim) -> tuple:
    return (
        str(claim),
        claim.kind.name,
        claim.organiser,
        claim.get_category_display(),
        claim.get_level_display(),
        claim.get_mode_display(),
        _day(claim.starts_on),
        _day(claim.ends_on),
        claim.hours,
        claim.certificate_no,
        claim.get_stage_display() or claim.get_state_display(),
    )


def _person(claim: Claim) -> tuple:
    where = claim.school.name if claim.school else claim.unit.display_name
    return claim.teacher.name, claim.teacher.number, where


def _last(claim: Claim) -> tuple:
    return _day(claim.due_on), "、".join(str(DoubleCode(code).label) for code in claim.flags)


def _day(day: date | None) -> str:
    return f"{day:%Y-%m-%d}" if day else ""
