"""One teacher's account: its state, its codes, and what may be done about it."""

import segno
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from people.access_log.origin import origin_of
from people.activation.badges import badge_of
from people.activation.codes import grouped, link_to
from people.activation.enums import AccountState, Purpose
from people.activation.exceptions import CannotIssueError, NotManageableError
from people.activation.forms import IssueForm, MailForm
from people.activation.models import ActivationCode
from people.activation.permissions import can_hand_out, can_suspend
from people.activation.rules import asks_phone
from people.activation.services.issuing import mail_code, reissue_code, revoke_code
from people.activation.services.suspending import restore_account, suspend_account
from people.activation.states import not_over
from people.activation.tables import CodeTable
from people.activation.views.access import PersonMixin
from people.activation.words import asked_for
from people.sign_in.factors import has_second_factor
from people.sign_in.permissions import can_remove_factors
from people.sign_in.services import remove_factors


class PersonView(PersonMixin, TemplateView):
    template_name = "activation/person.html"

    def get_context_data(self, **kwargs):
        teacher = kwargs.pop("teacher", None) or self.get_teacher()
        codes = ActivationCode.objects.visible_to(self.request.user).filter(teacher=teacher)
        purpose = self.purpose_for(teacher)
        form = kwargs.pop("form", None) or MailForm(initial={"purpose": purpose})
        crumbs = [(_("账号管理"), reverse("account-list")), (teacher.name, "")]
        return super().get_context_data(
            teacher=teacher,
            crumbs=crumbs,
            badge=badge_of(AccountState(teacher.account_state)),
            asked=asked_for(teacher.phone),
            lacks_phone=not asks_phone(teacher.phone),
            live=codes.live().first(),
            table=CodeTable(codes).arranged(self.request),
            purpose=purpose,
            can_hand_out=can_hand_out(self.request.user, teacher),
            can_suspend=can_suspend(self.request.user, teacher) and teacher.user is not None,
            can_free=self.can_remove_factors(teacher),
            form=form,
            **kwargs,
        )

    def can_remove_factors(self, teacher) -> bool:
        user = teacher.user
        return (
            user is not None
            and can_remove_factors(self.request.user, user)
            and has_second_factor(user)
        )

    def purpose_for(self, teacher) -> Purpose | None:
        """What a code issued now would be for; None where none can be."""
        if teacher.account_state == AccountState.ACTIVATED:
            return Purpose.RESET
        if teacher.account_state == AccountState.SUSPENDED:
            return None
        return Purpose.ACTIVATE if not_over(teacher.posts.all()).exists() else None


class ActionView(PersonMixin, View):
    """Something done about one account by POST; back to the person with a sentence about it."""

    http_method_names = ["post"]

    def post(self, request, number):
        teacher = self.get_teacher()
        try:
            return self.act(teacher) or self.back(teacher)
        except NotManageableError:
            raise PermissionDenied from None
        except CannotIssueError:
            messages.warning(request, _("这个账号的情况已有变化，请核对后再办理。"))
            return self.back(teacher)

    def act(self, teacher):
        """Does it; may give an answer of its own."""
        raise NotImplementedError

    def back(self, teacher):
        return HttpResponseRedirect(reverse("account-person", args=[teacher.number]))

    @property
    def actor(self) -> dict:
        return {"by": self.request.user, "origin": origin_of(self.request)}


class IssueView(ActionView):
    """Shows the new code in the answer itself: it is nowhere to be read again."""

    def act(self, teacher):
        form = IssueForm(self.request.POST)
        if not form.is_valid():
            raise CannotIssueError
        purpose = Purpose(form.cleaned_data["purpose"])
        code = reissue_code(teacher, purpose=purpose, **self.actor)
        link = link_to(code)
        live = ActivationCode.objects.live().filter(teacher=teacher).first()
        context = {
            "teacher": teacher,
            "purpose": purpose,
            "code": grouped(code),
            "link": link,
            "qr": qr_of(link),
            "asked": asked_for(teacher.phone),
            "last_day": live.last_day if live else None,
            "crumbs": [
                (_("账号管理"), reverse("account-list")),
                (teacher.name, reverse("account-person", args=[teacher.number])),
                (purpose.label, ""),
            ],
        }
        return render(self.request, "activation/handed_over.html", context)


class MailView(ActionView):
    def act(self, teacher):
        form = MailForm(self.request.POST)
        if "purpose" in form.errors:
            raise CannotIssueError
        if not form.is_valid():
            return self.ask_again(teacher, form)
        address = form.cleaned_data["address"]
        purpose = Purpose(form.cleaned_data["purpose"])
        mail_code(teacher, address, purpose=purpose, **self.actor)
        messages.success(
            self.request, _("已向 %(address)s 发送链接，几分钟内送达。") % {"address": address}
        )
        return None

    def ask_again(self, teacher, form):
        view = PersonView()
        view.setup(self.request, **self.kwargs)
        context = view.get_context_data(teacher=teacher, form=form)
        return view.render_to_response(context, status=422)


class RevokeView(ActionView):
    def act(self, teacher):
        if revoke_code(teacher, **self.actor):
            messages.success(self.request, _("已作废，原来的一次性码不能再使用。"))
        else:
            messages.info(self.request, _("现在没有有效的一次性码，无须作废。"))


class SuspendView(ActionView):
    def act(self, teacher):
        if suspend_account(teacher, **self.actor):
            messages.success(self.request, _("账号已停用，所有登录立即失效。"))
        else:
            messages.info(self.request, _("账号先前已停用。"))


class RestoreView(ActionView):
    def act(self, teacher):
        if restore_account(teacher, **self.actor):
            messages.success(self.request, _("账号已恢复使用。"))
        else:
            messages.info(self.request, _("账号没有停用，无须恢复。"))


class RemoveFactorsView(ActionView):
    def act(self, teacher):
        if teacher.user is None:
            raise CannotIssueError
        if remove_factors(teacher.user, **self.actor):
            text = _("双因素验证已移除，所有登录已退出。请本人用密码登录后重新设置。")
            messages.success(self.request, text)
        else:
            messages.info(self.request, _("这个账号没有设置双因素验证。"))


def qr_of(link: str) -> str:
    """The QR code as SVG: made of nothing but the link's modules, so safe to put into a page."""
    code = segno.make(link, error="m", micro=False)
    svg = code.svg_inline(omitsize=True, border=4, dark="#000", light="#fff", svgclass="qr")
    return mark_safe(svg)  # noqa: S308  # see above
