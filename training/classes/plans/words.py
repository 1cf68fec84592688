"""How plans are put into words: money, audiences, states, and what was refused."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.tables import counted
from people.enums import PostKind
from training.classes.enums import PlanState
from training.classes.exceptions import InUseError, OwnClassError, StepNotOpenError
from training.classes.plans.exceptions import (
    EmptyPlanError,
    NothingToCopyError,
    PlanNotEmptyError,
)

NONE = "—"
PLAN_TONES = {PlanState.PUBLISHED: "met", PlanState.PROPOSED: "behind"}

EXPECTED = (
    EmptyPlanError,
    InUseError,
    NothingToCopyError,
    OwnClassError,
    PlanNotEmptyError,
    StepNotOpenError,
)


def money(yuan: int | None) -> str:
    """Whole yuan with commas."""
    return NONE if yuan is None else counted(yuan)


def unbudgeted_text(lines: int) -> str:
    """That so many lines have no budget yet, and a sum lacks them."""
    return ngettext("另有 %(lines)s 项未填", "另有 %(lines)s 项未填", lines) % {"lines": lines}


def hours_text(hours: Decimal | int | None) -> str:
    """学时 to one place."""
    return NONE if hours is None else f"{hours:,.1f}"


def audience_of(kinds: Iterable[str], *, backbone: bool) -> str:
    """For whom a planned class is meant."""
    labels = [str(PostKind(kind).label) for kind in kinds]
    if backbone:
        labels.append(_("骨干教师"))
    return _("、").join(labels) or _("全体教师")


def refusal(error: Exception) -> str:
    """What to say of a step that was not taken."""
    match error:
        case EmptyPlanError():
            return _("计划里还没有项目，请先添加。")
        case InUseError():
            return _("已有培训班按这一项开办，不能删除。")
        case NothingToCopyError():
            return _("没有上一年度的计划可以复制。")
        case OwnClassError():
            return _("不能发布自己提交的计划，请由另一位工作人员办理。")
        case PlanNotEmptyError():
            return _("计划里已有项目，只能复制到空的计划。")
    text = _("计划现在的状态是“%(state)s”，不能这样办理。")
    return text % {"state": PlanState(error.state).label}
