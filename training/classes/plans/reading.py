"""Plans with their sums, lines with what came of them, and what was done with a plan when."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from training.classes.enums import PlanState
from training.classes.models import PlannedClass, TrainingClass, YearPlan


def with_sums(plans: QuerySet) -> QuerySet:
    """Adds `classes`, `places`, `hours` and `budget` (None where no line has one), `unbudgeted`, the
    lines without a budget, and `carried_out`, those from which a class was opened."""
    opened = TrainingClass.objects.announced().filter(planned=OuterRef("pk"))
    carried_out = (
        PlannedClass.objects.filter(Exists(opened), plan=OuterRef("pk"))
        .order_by()
        .values("plan")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return plans.annotate(
        classes=Count("lines"),
        places=Sum("lines__places"),
        hours=Sum("lines__hours"),
        budget=Sum("lines__budget"),
        unbudgeted=Count("lines", filter=Q(lines__budget__isnull=True)),
        carried_out=Coalesce(Subquery(carried_out), 0),
    )


def lines_of(plan: YearPlan) -> QuerySet:
    """The lines, each with `opened`: the classes that were opened from it. Two queries."""
    opened = TrainingClass.objects.announced().with_counts().order_by("created_at")
    return plan.lines.prefetch_related(Prefetch("classes", opened, to_attr="opened"))


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done with a plan; `by` is empty where nobody was signed in."""

    at: datetime
    by: str
    what: str
    reason: str


def steps_of(plan: YearPlan) -> list[Step]:
    """How the plan came to where it is, the latest first. One query."""
    steps, state = [], None
    for record in plan.history.select_related("history_user").order_by("history_id"):
        if record.state != state:
            by = record.history_user.get_full_name() if record.history_user else ""
            what = _what(state, record.state)
            steps.append(Step(record.history_date, by, what, record.returned_reason))
        state = record.state
    return steps[::-1]


@dataclass(frozen=True, slots=True)
class Edition:
    """The plan as it was published once. `key` is that of the record in its history."""

    key: int
    published_at: datetime
    by: str
    note: str


def editions_of(plan: YearPlan) -> list[Edition]:
    """Every publication, the latest first. One query."""
    records = plan.history.filter(state=PlanState.PUBLISHED).select_related("published_by")
    found = {}
    for record in records.order_by("history_id"):
        by = record.published_by.get_full_name() if record.published_by else ""
        edition = Edition(record.history_id, record.published_at, by, record.note)
        found.setdefault(record.published_at, edition)
    return list(found.values())[::-1]


def edition_lines(plan: YearPlan, edition: Edition) -> list[PlannedClass]:
    """The lines as they were then. A plan that is published is not changed, so that the moment of
    its publication tells them all. One query."""
    lines = PlannedClass.history.as_of(edition.published_at).filter(plan=plan.pk)
    return sorted(lines, key=lambda line: line.pk)


def _what(before: str | None, after: str) -> str:
    if after == PlanState.PROPOSED:
        return _("提交审批")
    if after == PlanState.PUBLISHED:
        return _("发布")
    return {
        None: _("开始编制"),
        PlanState.PROPOSED: _("退回修改"),
        PlanState.PUBLISHED: _("重新修订"),
    }[before]
