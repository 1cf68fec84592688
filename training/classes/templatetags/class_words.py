"""What the templates of classes say of states, days and presence."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.enums import PostKind, Stage
from people.roles import RUN_CLASSES
from people.scopes import may
from training.classes import tables
from training.classes.enums import LeaveState
from training.classes.models import TrainingClass
from training.classes.words import step_words

register = template.Library()

LEAVE_TONES = {LeaveState.APPROVED: "met", LeaveState.REFUSED: "short"}


@register.simple_tag
def class_badge(state: str) -> str:
    return tables.class_badge(state)


@register.simple_tag
def place_badge(state: str) -> str:
    return tables.place_badge(state) if state else ""


@register.simple_tag
def step_word(name: str) -> str:
    return step_words()[name]


@register.simple_tag
def class_days(training_class: TrainingClass) -> str:
    """`training_class` comes with `with_times()`."""
    return tables.days_text(training_class.starts_at, training_class.ends_at)


@register.simple_tag
def class_audience(training_class: TrainingClass) -> str:
    """For whom it is, in words. One query, for the units."""
    kinds = [str(PostKind(kind).label) for kind in training_class.audience_kinds]
    stages = [str(Stage(stage).label) for stage in training_class.audience_stages]
    units = [unit.display_name for unit in training_class.audience_units.all()]
    backbone = [_("骨干教师")] if training_class.backbone_only else []
    parts = [_("、").join(group) for group in (kinds, stages, units, backbone) if group]
    return _("；").join(parts) or _("全体教师")


@register.simple_tag
def leave_badge(leaves: dict, session) -> str:
    """The state of the reader's leave from the session, if they asked for it."""
    leave = leaves.get(session.pk)
    if leave is None:
        return ""
    return tables.badge(LEAVE_TONES.get(leave.state, "behind"), leave.get_state_display())


@register.simple_tag
def presence_text(presence) -> str:
    """ "120 分钟 · 迟到 5 分钟": how long somebody was there, and what the organiser should see."""
    if presence.no_check_out:
        return _("有签到，没有签退")
    if not presence.minutes:
        return _("未到场")
    parts = [ngettext("%(n)s 分钟", "%(n)s 分钟", presence.minutes) % {"n": presence.minutes}]
    if presence.late_minutes:
        parts.append(_("迟到 %(n)s 分钟") % {"n": presence.late_minutes})
    if presence.left_early_minutes:
        parts.append(_("早退 %(n)s 分钟") % {"n": presence.left_early_minutes})
    return " · ".join(parts)


@register.simple_tag
def span_text(starts_at, ends_at) -> str:
    return f"{localtime(starts_at):%H:%M}–{localtime(ends_at):%H:%M}"


@register.inclusion_tag("classes/_of_course.html")
def classes_of_course(page) -> dict:
    """The announced classes of a course page that are not over, for everybody. One query."""
    classes = TrainingClass.objects.announced().filter(course=page.pk)
    coming = classes.filter(state__in=["enrolling", "running"]).with_times()
    return {"classes": coming.select_related("unit").order_by("starts_at")}


@register.simple_tag
def new_class_link(page, user) -> str:
    """Where an organiser makes a class from this course; nothing for others."""
    if not may(user, RUN_CLASSES):
        return ""
    return format_html(
        '<a class="btn btn-outline-primary" href="{}?course={}">{}</a>',
        reverse("class-new"),
        page.pk,
        _("用本课程开班"),
    )
