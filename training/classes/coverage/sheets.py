"""The coverage report as a workbook."""

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from common.clock import now
from common.spreadsheets import Book, Column, Kind
from people.enums import PostKind
from training.classes.coverage.audiences import AUDIENCES, Audience, AudienceUnitRow
from training.classes.coverage.cycle import Cycle
from training.classes.coverage.people import PersonRow, UnitRow
from training.classes.coverage.reading import Coverage
from training.classes.coverage.words import batch_text, kind_words

COUNT, DECIMAL, PERCENT = Kind.COUNT, Kind.DECIMAL, Kind.PERCENT


def coverage_workbook(coverage: Coverage) -> bytes:
    """Five sheets: units, batches, people, audiences, audiences by unit. No query."""
    cycle = coverage.cycle
    title = coverage_title(cycle)
    book = Book(title=title, issued_at=localtime(now()), footer=_("第 &P 页 / 共 &N 页"))
    book.add_list(
        _("覆盖情况"),
        _unit_columns(),
        [_unit(row.name, row) for row in coverage.units],
        _unit(_("合计"), coverage.totals),
    )
    book.add_list(_("各期次"), _batch_columns(), _batch_rows(coverage))
    book.add_list(_("人员"), _person_columns(), [_person(row) for row in coverage.people])
    totals = coverage.audience_totals
    book.add_list(
        _("综合培训（按对象）"),
        _audience_columns(),
        [_audience(str(PostKind(kind).label), found) for kind, found in coverage.audience.items()],
        _audience(_("合计"), totals.together),
    )
    book.add_list(
        _("综合培训（按单位）"),
        _audience_unit_columns(),
        [_audience_unit(row.name, row) for row in coverage.audience_units],
        _audience_unit(_("合计"), totals),
    )
    return book.to_bytes()


def coverage_title(cycle: Cycle) -> str:
    words = {"first": cycle.first_year, "last": cycle.last_year}
    if cycle.years == 1:
        return _("%(last)s 年度培训覆盖情况") % words
    return _("%(first)s—%(last)s 年度培训覆盖情况") % words


def _unit_columns() -> list[Column]:
    return [
        Column("name", _("单位"), width=20),
        Column("officers", _("教研员"), COUNT),
        Column("officers_trained", _("教研员已培训"), COUNT, 12),
        Column("officers_supervised", _("教研员已督导"), COUNT, 12),
        Column("backbone", _("骨干教师"), COUNT),
        Column("backbone_trained", _("骨干教师已培训"), COUNT, 14),
        Column("backbone_supervised", _("骨干教师已督导"), COUNT, 14),
        Column("trained_share", _("培训覆盖率"), PERCENT, 12),
        Column("supervised_share", _("督导覆盖率"), PERCENT, 12),
        Column("supervision_hours", _("督导学时"), DECIMAL),
    ]


def _unit(name: str, row: UnitRow) -> tuple:
    officers, backbone, together = row.officers, row.backbone, row.together
    return (
        name,
        *(officers.people, officers.trained, officers.supervised),
        *(backbone.people, backbone.trained, backbone.supervised),
        together.trained_share,
        together.supervised_share,
        together.supervision_hours,
    )


def _batch_columns() -> list[Column]:
    return [
        Column("number", _("班号"), width=22),
        Column("title", _("培训班"), width=36),
        Column("batch", _("期次"), COUNT),
        Column("year", _("年度"), COUNT),
        Column("organiser", _("主办单位"), width=20),
        Column("officers", _("教研员"), COUNT),
        Column("backbone", _("骨干教师"), COUNT),
    ]


def _batch_rows(coverage: Coverage) -> list[tuple]:
    return [
        (
            row.batch.number,
            row.batch.title,
            row.batch.batch_no,
            row.batch.year,
            row.batch.organiser,
            row.officers,
            row.backbone,
        )
        for row in coverage.batches
    ]


def _person_columns() -> list[Column]:
    return [
        Column("number", _("教师编号"), width=18),
        Column("name", _("姓名"), width=12),
        Column("kind", _("类别")),
        Column("unit", _("单位"), width=18),
        Column("school", _("学校"), width=28),
        Column("trained", _("已培训")),
        Column("training_hours", _("培训学时"), DECIMAL),
        Column("supervised", _("已督导")),
        Column("supervision_hours", _("督导学时"), DECIMAL),
        Column("batches", _("期次"), width=60),
    ]


def _person(row: PersonRow) -> tuple:
    return (
        row.number,
        row.name,
        kind_words()[row.kind],
        row.unit_name,
        row.school_name or None,
        _("是") if row.trained else _("否"),
        row.training_hours,
        _("是") if row.supervised else _("否"),
        row.supervision_hours,
        _("；").join(batch_text(batch) for batch in row.batches),
    )


def _audience_columns() -> list[Column]:
    return [Column("label", _("培训对象"), width=20), *_given_columns()]


def _given_columns() -> list[Column]:
    return [
        Column("people", _("参训人数"), COUNT),
        Column("hours", _("心理健康教育学时"), DECIMAL, 14),
        Column("classes", _("综合培训班数"), COUNT, 12),
        Column("share", _("心理健康内容占比"), PERCENT, 14),
    ]


def _audience(label: str, found: Audience) -> tuple:
    return label, found.people, found.hours, found.classes, found.share


def _audience_unit_columns() -> list[Column]:
    kinds = [Column(kind, str(PostKind(kind).label), COUNT) for kind in AUDIENCES]
    return [Column("name", _("单位"), width=20), *kinds, *_given_columns()]


def _audience_unit(name: str, row: AudienceUnitRow) -> tuple:
    return name, *(row.by_kind[kind] for kind in AUDIENCES), *_audience("", row.together)[1:]
