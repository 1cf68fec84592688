"""Codes, accounts and print jobs: what they are for, and how they stand."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """What a code is for; the label is what the code is called."""

    ACTIVATE = "activate", _("激活码")
    RESET = "reset", _("密码重置码")


class Way(models.TextChoices):
    """How a code came to the person."""

    SHEET = "sheet", _("打印激活单")
    SCREEN = "screen", _("当面交付")
    MAIL = "mail", _("电子邮件")


class CodeState(models.TextChoices):
    LIVE = "live", _("有效")
    USED = "used", _("已使用")
    REVOKED = "revoked", _("已作废")
    LOCKED = "locked", _("已锁定")
    EXPIRED = "expired", _("已过期")


class AccountState(models.TextChoices):
    NEW = "new", _("未激活")
    ISSUED = "issued", _("已发码")
    ACTIVATED = "activated", _("已激活")
    SUSPENDED = "suspended", _("已停用")


class JobState(models.TextChoices):
    WAITING = "waiting", _("等待生成")
    WORKING = "working", _("正在生成")
    READY = "ready", _("已生成")
    FAILED = "failed", _("生成中断")


class Refused(models.TextChoices):
    """Why a code that somebody holds does not open anything; the words are for that person."""

    MALFORMED = "malformed", _("一次性码不完整或有误。它是 12 位字母和数字，请对照激活单重新输入。")
    UNKNOWN = "unknown", _("没有这个一次性码。请对照激活单逐位核对后重新输入。")
    USED = "used", _("这个一次性码已经用过。如已设置密码，请直接登录。")
    REVOKED = "revoked", _("这个一次性码已作废。请使用最近一次领到的，或向学校管理员重新领取。")
    EXPIRED = "expired", _("这个一次性码已过期。请向学校管理员重新领取。")
    LOCKED = (
        "locked",
        _("核对三次不符，这个一次性码已锁定。请向学校管理员核实登记信息，并重新领取。"),
    )
    ACTIVATED = "activated", _("账号已经激活，请直接登录。忘记密码的，请在登录页找回。")
    SUSPENDED = "suspended", _("账号已停用。请与学校管理员联系。")
    LEFT = "left", _("花名册中已没有您的在任岗位，不能激活账号。如有疑问，请与学校管理员联系。")
    NAME_TAKEN = (
        "name_taken",
        _("账号暂时不能开通：账号名已被占用。请学校管理员联系系统管理员处理。"),
    )
