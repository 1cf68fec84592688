"""Telling the teacher what became of a claim, and a colleague that one was handed over.

Who reviews is not told of each claim: the start page says how many wait, and since when."""

from contextlib import AbstractContextManager

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from credits.claims.enums import Step
from credits.claims.models import Claim
from people.models import User
from people.notices.enums import NoticeKind
from people.notices.services.notifying import notify


def notice_language() -> AbstractContextManager:
    """What is told is kept as it comes: in Chinese, whoever brought it about in whichever language."""
    return translation.override(settings.LANGUAGE_CODE)


def tell_teacher(claim: Claim, step: Step, reason: str = "") -> None:
    user = claim.teacher.user
    if user is None or not user.is_active:
        return
    with notice_language():
        title = {
            Step.PASS: _("申报“%(title)s”已通过学校审核"),
            Step.RECOGNISE: _("申报“%(title)s”已认定，学时已入账"),
            Step.RETURN: _("申报“%(title)s”被退回修改"),
            Step.REJECT: _("申报“%(title)s”未通过"),
        }[step] % {"title": claim.title}
        body = {
            Step.PASS: _("已交上一级审核，结果另行通知。"),
            Step.RECOGNISE: _("可在“我的学时”中查看。"),
            Step.RETURN: _("请按意见修改后重新提交。"),
            Step.REJECT: _("如有异议，可以在规定期限内申请复核一次。"),
        }[step]
        if reason:
            body = _("意见：%(reason)s") % {"reason": reason} + f"\n{body}"
        url = reverse("claim", args=[claim.pk])
        notify(user, NoticeKind.RECORD, title=title, body=body, url=url)


def tell_colleague(claim: Claim, to: User, by: User) -> None:
    with notice_language():
        notify(
            to,
            NoticeKind.RECORD,
            title=_("%(name)s 向您移交了一项学时申报") % {"name": by.get_full_name()},
            body=_("%(name)s：%(title)s") % {"name": claim.teacher.name, "title": claim.title},
            url=reverse("claim-review", args=[claim.pk]),
        )
