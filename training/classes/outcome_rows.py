"""What each person gets from a class, as rows that screens and files show."""

from django.utils.translation import gettext as _

from credits.enums import Category
from training.classes import presence_rules
from training.classes.enums import Assessment
from training.classes.models import Place
from training.classes.services.confirming import hours_by_category


def row_of(outcome) -> dict:
    """One person's line: minutes, share, hours by category, and in words why not more."""
    result = outcome.result
    sums = hours_by_category(result)
    return {
        "place": outcome.place,
        "minutes": result.minutes,
        "class_minutes": result.class_minutes,
        "percent": int(result.share * 100),
        "hours": result.hours,
        "by_category": [(Category(category).label, hours) for category, hours in sums.items()],
        "why": why_text(result) or _not_assessed(outcome.place),
    }


def why_text(result) -> str:
    """Why somebody gets nothing, or less than they were there for."""
    if result.why_not is None:
        if result.cut:
            return _("超过每日上限，减计 %(n)s 学时") % {"n": result.cut}
        return ""
    short = result.why_not
    match short.code:
        case presence_rules.NEVER_THERE:
            return _("没有出勤")
        case presence_rules.LOW_ATTENDANCE:
            values = {"found": int(short.found * 100), "needed": int(short.needed * 100)}
            return _("出勤率 %(found)s%%，未达到 %(needed)s%%") % values
    return _("考核未合格")


def _not_assessed(place: Place) -> str:
    held = place.training_class
    is_open = held.assessment != Assessment.NONE and place.passed is None
    return _("考核合格后发放") if is_open else ""


def totals_of(outcomes) -> dict:
    return {
        "people": len(outcomes),
        "completed": sum(outcome.result.completed for outcome in outcomes),
        "hours": sum(outcome.result.hours for outcome in outcomes),
    }
