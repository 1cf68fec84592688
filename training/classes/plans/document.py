"""One plan as an official document on A4, for filing."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from common.clock import now
from common.pdf import PdfColumn, PdfTable, missing_glyphs, render_pdf
from common.tables import counted
from credits.enums import Category, Level
from training.classes.enums import PlanState, Term
from training.classes.models import PlannedClass, YearPlan
from training.classes.plans.reading import lines_of
from training.classes.plans.sheets import plan_title
from training.classes.plans.words import NONE, audience_of, hours_text, money, unbudgeted_text
from training.reports.document import GETA

TEMPLATE = "pdf/year_plan.html"


def plan_document(plan: YearPlan) -> bytes:
    """`plan` comes with reading.with_sums. A character that no font has is printed as 〓 and named
    in a note. Two queries. Raises PdfError."""
    lines = [_cells(number, line) for number, line in enumerate(lines_of(plan), 1)]
    missing = missing_glyphs("".join([plan.note, plan.unit.display_name, *map("".join, lines)]))
    signs = str.maketrans(dict.fromkeys(missing, GETA))
    table = PdfTable(
        title=_("计划项目"),
        columns=_columns(),
        rows=[[text.translate(signs) for text in row] for row in lines],
        total=_total(plan),
    )
    context = {
        "title": plan_title(plan).translate(signs),
        "issuer": plan.unit.display_name.translate(signs),
        "meta": _facts(plan),
        "is_published": plan.state == PlanState.PUBLISHED,
        "note": plan.note.translate(signs),
        "unbudgeted": _unbudgeted(plan),
        "missing": " ".join(f"U+{ord(char):04X}" for char in missing),
        "issued_on": date_format(timezone.localtime(now()), "DATE_FORMAT"),
    }
    return render_pdf(TEMPLATE, context, [table])


def _columns() -> list[PdfColumn]:
    return [
        PdfColumn(_("序号"), 11, "right"),
        PdfColumn(_("培训班名称"), 62),
        PdfColumn(_("级别"), 15),
        PdfColumn(_("培训对象"), 58),
        PdfColumn(_("主要培训内容"), 24),
        PdfColumn(_("时间"), 20),
        PdfColumn(_("学时"), 16, "right"),
        PdfColumn(_("名额"), 16, "right"),
        PdfColumn(_("经费预算（元）"), 28, "right"),
    ]


def _cells(number: int, line: PlannedClass) -> list[str]:
    return [
        str(number),
        line.title,
        str(Level(line.level).label),
        audience_of(line.audience_kinds, backbone=line.backbone),
        str(Category(line.category).label),
        str(Term(line.term).label),
        hours_text(line.hours),
        counted(line.places),
        money(line.budget),
    ]


def _total(plan: YearPlan) -> list[str]:
    if not plan.classes:
        return []
    sums = [hours_text(plan.hours), counted(plan.places), money(plan.budget)]
    return ["", _("合计"), "", "", "", "", *sums]


def _unbudgeted(plan: YearPlan) -> str:
    """What the sum of the budgets lacks; empty where it lacks nothing."""
    if not plan.unbudgeted:
        return ""
    return _("经费预算合计：%(said)s。") % {"said": unbudgeted_text(plan.unbudgeted)}


def _facts(plan: YearPlan) -> list[tuple[str, str]]:
    published = timezone.localtime(plan.published_at) if plan.published_at else None
    return [
        (_("编制单位"), plan.unit.display_name),
        (_("年度"), str(plan.year)),
        (_("状态"), str(PlanState(plan.state).label)),
        (_("发布日期"), date_format(published, "DATE_FORMAT") if published else NONE),
        (_("计划班次"), counted(plan.classes)),
        (_("计划名额"), counted(plan.places or 0)),
    ]
