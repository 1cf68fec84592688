"""Coded values of training classes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ClassState(models.TextChoices):
    """How far a class is. Who may move it where: training/classes/states.py."""

    DRAFT = "draft", _("草稿")
    PROPOSED = "proposed", _("待审批")
    APPROVED = "approved", _("已批准")
    ENROLLING = "enrolling", _("报名中")
    RUNNING = "running", _("进行中")
    CLOSED = "closed", _("已结束")
    CONFIRMED = "confirmed", _("学时已确认")
    ARCHIVED = "archived", _("已归档")
    CANCELLED = "cancelled", _("已取消")


# What is still on paper, what teachers find, and what is over.
EDITABLE_STATES = (ClassState.DRAFT, ClassState.APPROVED, ClassState.ENROLLING)
ANNOUNCED_STATES = (
    ClassState.ENROLLING,
    ClassState.RUNNING,
    ClassState.CLOSED,
    ClassState.CONFIRMED,
    ClassState.ARCHIVED,
)
CONFIRMED_STATES = (ClassState.CONFIRMED, ClassState.ARCHIVED)
# While a class is in one of these, attendance may be taken and mended.
ATTENDED_STATES = (ClassState.ENROLLING, ClassState.RUNNING, ClassState.CLOSED)


class Entry(models.TextChoices):
    """How people get into a class."""

    OPEN = "open", _("自主报名")
    NOMINATION = "nomination", _("学校或单位推荐")
    INVITATION = "invitation", _("主办方邀请")


class PlaceState(models.TextChoices):
    """Where one person stands with one class."""

    REQUESTED = "requested", _("待审核")
    INVITED = "invited", _("已邀请")
    WAITING = "waiting", _("候补")
    OFFERED = "offered", _("候补转正待确认")
    IN = "in", _("已录取")
    REFUSED = "refused", _("未通过")
    DECLINED = "declined", _("已谢绝")
    LAPSED = "lapsed", _("逾期未确认")
    WITHDRAWN = "withdrawn", _("已退出")
    REPLACED = "replaced", _("已替换")


# Who holds one of the places; who is still in the matter.
SEATED = (PlaceState.OFFERED, PlaceState.IN)
ACTIVE = (*SEATED, PlaceState.REQUESTED, PlaceState.INVITED, PlaceState.WAITING)


class Way(models.TextChoices):
    """By which way somebody came to a class."""

    SELF = "self", _("自主报名")
    NOMINATION = "nomination", _("推荐")
    INVITATION = "invitation", _("邀请")
    ROSTER = "roster", _("名单导入")
    SUBSTITUTE = "substitute", _("替换")


class Assessment(models.TextChoices):
    NONE = "none", _("不考核")
    PASS = "pass", _("合格或不合格")  # noqa: S105  # a mark, no password
    SCORE = "score", _("评分")


class LecturerKind(models.TextChoices):
    TEACHER = "teacher", _("中小学教师")
    RESEARCH_OFFICER = "research_officer", _("教研员")
    UNIVERSITY = "university", _("高校与科研机构")
    MEDICAL = "medical", _("卫生健康机构")
    WOMENS_FEDERATION = "womens_federation", _("妇联")
    YOUTH_LEAGUE = "youth_league", _("共青团")
    OTHER = "other", _("其他机构")


class Direction(models.TextChoices):
    IN = "in", _("签到")
    OUT = "out", _("签退")


class MarkWay(models.TextChoices):
    """How a mark or a span of presence came about."""

    SCREEN = "screen", _("扫现场二维码")
    PERSONAL = "personal", _("工作人员扫码")
    ROLL_CALL = "roll_call", _("点名")
    PAPER = "paper", _("纸质签到表")
    MEETING = "meeting", _("会议平台记录")


class LeaveState(models.TextChoices):
    REQUESTED = "requested", _("待批")
    APPROVED = "approved", _("已准假")
    REFUSED = "refused", _("未准假")


class PlanState(models.TextChoices):
    DRAFT = "draft", _("编制中")
    PROPOSED = "proposed", _("待审批")
    PUBLISHED = "published", _("已发布")


class Term(models.TextChoices):
    SPRING = "spring", _("春季学期")
    SUMMER = "summer", _("暑期")
    AUTUMN = "autumn", _("秋季学期")
    WINTER = "winter", _("寒假")
