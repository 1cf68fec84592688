"""Coded values of claims and their review."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ClaimState(models.TextChoices):
    """Where a claim is (C1)."""

    DRAFT = "draft", _("草稿")
    IN_REVIEW = "in_review", _("审核中")
    RETURNED = "returned", _("已退回")
    REJECTED = "rejected", _("未通过")
    RECOGNISED = "recognised", _("已认定")
    WITHDRAWN = "withdrawn", _("已撤回")


# The teacher may write in it, add evidence, and hand it in.
WRITABLE = (ClaimState.DRAFT, ClaimState.RETURNED, ClaimState.WITHDRAWN)
# Somebody may yet give the hours.
ALIVE = (ClaimState.IN_REVIEW, ClaimState.RETURNED)


class Stage(models.TextChoices):
    """Who has to decide (C1)."""

    SCHOOL = "school", _("学校审核")
    UNIT = "unit", _("区级审核")
    CITY = "city", _("市级审核")


class Step(models.TextChoices):
    """What was done with a claim."""

    SUBMIT = "submit", _("提交")
    PASS = "pass", _("通过，交上一级审核")
    RECOGNISE = "recognise", _("认定")
    RETURN = "return", _("退回修改")
    REJECT = "reject", _("不予认定")
    APPEAL = "appeal", _("申请复核")
    WITHDRAW = "withdraw", _("撤回")
    HAND_OVER = "hand_over", _("移交")


class EvidenceKind(models.TextChoices):
    IMAGE = "image", _("图片")
    PDF = "pdf", _("PDF 文件")


class DoubleCode(models.TextChoices):
    """Why two records may be of the same training (H7)."""

    CERTIFICATE = "certificate", _("证书编号相同")
    FILE = "file", _("佐证文件相同")
    TITLE_DATES = "title_dates", _("项目名称和起止日期相同")
    PICTURE = "picture", _("佐证图片几乎相同")
    OVERLAP = "overlap", _("起止日期重叠")
