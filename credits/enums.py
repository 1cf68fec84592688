"""Coded values of the ledger and of policies."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Category(models.TextChoices):
    """培训内容 (H3)."""

    ETHICS = "ethics", _("专业伦理")
    KNOWLEDGE = "knowledge", _("专业知识")
    SKILL = "skill", _("专业技能")
    SUPERVISION = "supervision", _("专业督导")
    OTHER = "other", _("其他")


class Level(models.TextChoices):
    """培训级别."""

    NATIONAL = "national", _("国家级")
    PROVINCE = "province", _("省级")
    CITY = "city", _("市级")
    DISTRICT = "district", _("区级")
    SCHOOL = "school", _("校级")


class Mode(models.TextChoices):
    """培训形式."""

    ONSITE = "onsite", _("集中面授")
    ONLINE = "online", _("网络研修")
    SHADOWING = "shadowing", _("跟岗实践")
    BLENDED = "blended", _("混合式")
    SCHOOL_BASED = "school_based", _("校本研修")
    CONFERENCE = "conference", _("学术会议")


class Source(models.TextChoices):
    """Where an entry came from (L1)."""

    CLASS = "class", _("培训班")
    CLAIM = "claim", _("个人申报")
    REGISTER = "register", _("学时登记表")
    ADJUSTMENT = "adjustment", _("更正")


class Proration(models.TextChoices):
    NONE = "none", _("不折算")
    MONTHLY = "monthly", _("按专职月数折算")


class ReviewLevels(models.TextChoices):
    """Through how many hands a claim goes (C1)."""

    SCHOOL_THEN_UNIT = "school_unit", _("学校初审，单位认定")
    UNIT_ONLY = "unit", _("单位直接认定")


class LimitKind(models.TextChoices):
    CAP = "cap", _("上限")
    MINIMUM = "minimum", _("下限")


class Dimension(models.TextChoices):
    CATEGORY = "category", _("培训内容")
    LEVEL = "level", _("培训级别")
    MODE = "mode", _("培训形式")


class VerdictCode(models.TextChoices):
    """V4."""

    MET = "met", _("已达标")
    ON_TRACK = "on_track", _("进度正常")
    BEHIND = "behind", _("进度滞后")
    SHORT = "short", _("未达标")


class Standing(models.TextChoices):
    """P4."""

    BINDING = "binding", _("专职（考核）")
    REFERENCE = "reference", _("兼职（参照执行）")
    LEFT = "left", _("已离岗")
    EXEMPT = "exempt", _("免修")
