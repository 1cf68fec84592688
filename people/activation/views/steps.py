"""Activation, in three steps made for a phone: the code, who one is, a password.

Between the steps the session keeps which code it is, and whether the holder has been confirmed.
"""

from datetime import datetime, timedelta

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from common.clock import now
from common.wrong_tries import WrongTries
from people.access_log.origin import origin_of
from people.activation.enums import Purpose, Refused
from people.activation.exceptions import CodeRefusedError, WrongAnswerError
from people.activation.forms import CodeForm, PasswordForm, PersonForm
from people.activation.models import ActivationCode
from people.activation.rules import asks_phone
from people.activation.services.using import (
    Used,
    check_person,
    find_code,
    prospective_user,
    use_code,
)

# Of codes and of answers to who one is, together.
TRIES = WrongTries("activation-tries")
KEY = "activation"
PATIENCE = timedelta(minutes=15)
UNPROCESSABLE, TOO_MANY = 422, 429
# After these one has an account already.
LEAD_TO_LOGIN = (Refused.USED, Refused.ACTIVATED)


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class StepView(FormView):
    """`number` is the step's place among the three."""

    number = 1

    def get_context_data(self, **kwargs):
        return super().get_context_data(number=self.number, **kwargs)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=UNPROCESSABLE)

    @property
    def address(self) -> str | None:
        return origin_of(self.request).address

    def too_many(self, minutes: int):
        text = ngettext(
            "输入有误的次数过多，请在 %(count)d 分钟后再试。",
            "输入有误的次数过多，请在 %(count)d 分钟后再试。",
            minutes,
        )
        context = {"sentence": text % {"count": minutes}}
        response = render(self.request, "429.html", context, status=TOO_MANY)
        response["Retry-After"] = str(minutes * 60)
        return response


class CodeView(StepView):
    template_name = "activation/code.html"
    form_class = CodeForm

    def form_valid(self, form):
        if minutes := TRIES.minutes_to_wait(self.address):
            return self.too_many(minutes)
        try:
            code = find_code(form.cleaned_data["code"])
        except CodeRefusedError as error:
            return self.refuse(form, error.reason)
        self.request.session[KEY] = {"code": code.pk, "known": False, "at": now().isoformat()}
        return HttpResponseRedirect(reverse("activate-person"))

    def refuse(self, form, reason: Refused):
        if reason == Refused.UNKNOWN:
            TRIES.note(self.address)
        form.add_error("code", reason.label)
        context = self.get_context_data(form=form, may_log_in=reason in LEAD_TO_LOGIN)
        return self.render_to_response(context, status=UNPROCESSABLE)


class LaterStepView(StepView):
    """A step that needs the ones before; without them it leads back to the first."""

    needs_known = False

    def dispatch(self, request, *args, **kwargs):
        self.kept = kept_in(request.session)
        if self.kept is None or self.needs_known and not self.kept["known"]:
            messages.info(request, _("请从一次性码开始。停留超过 15 分钟的，须重新输入。"))
            return self.start_again()
        codes = ActivationCode.objects.select_related("teacher__user")
        self.code = codes.filter(pk=self.kept["code"]).first()
        return super().dispatch(request, *args, **kwargs) if self.code else self.start_again()

    def start_again(self):
        return HttpResponseRedirect(reverse("activate"))

    def refuse(self, reason: Refused):
        """Back to the first step, or to the log-in page where the account is there already."""
        messages.error(self.request, reason.label)
        if reason in LEAD_TO_LOGIN:
            return HttpResponseRedirect(resolve_url(settings.LOGIN_URL))
        return self.start_again()


class PersonStepView(LaterStepView):
    template_name = "activation/person_step.html"
    form_class = PersonForm
    number = 2

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "asks_phone": asks_phone(self.code.teacher.phone)}

    def form_valid(self, form):
        if minutes := TRIES.minutes_to_wait(self.address):
            return self.too_many(minutes)
        origin = origin_of(self.request)
        try:
            check_person(self.code.pk, origin=origin, **form.cleaned_data)
        except WrongAnswerError as error:
            TRIES.note(self.address)
            text = _("姓名或末四位与花名册不一致，请核对。还可以再试 %(left)d 次。")
            form.add_error(None, text % {"left": error.left})
            return self.form_invalid(form)
        except CodeRefusedError as error:
            return self.refuse(error.reason)
        self.request.session[KEY] = {**self.kept, "known": True}
        return HttpResponseRedirect(reverse("activate-password"))


class PasswordStepView(LaterStepView):
    template_name = "activation/password_step.html"
    form_class = PasswordForm
    number = 3
    needs_known = True

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": prospective_user(self.code.teacher)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            teacher=self.code.teacher,
            is_reset=self.code.purpose == Purpose.RESET,
            **kwargs,
        )

    def form_valid(self, form):
        password = form.cleaned_data["password"]
        try:
            used = use_code(self.code.pk, password=password, origin=origin_of(self.request))
        except ValidationError as error:
            form.add_error("password", error)
            return self.form_invalid(form)
        except CodeRefusedError as error:
            return self.done() if error.reason == Refused.USED else self.refuse(error.reason)
        return self.enter(used)

    def enter(self, used: Used):
        """As after typing the password at the log-in, the second factor included."""
        self.request.session.pop(KEY, None)
        if self.request.user.is_authenticated:
            logout(self.request)
        record_authentication(self.request, used.user, method="password")
        if used.purpose == Purpose.ACTIVATE:
            text = _("账号已激活。以后请用教师编号 %(number)s 和刚设置的密码登录。")
            messages.success(self.request, text % {"number": self.code.teacher.number})
        else:
            messages.success(self.request, _("密码已重设，其他设备上的登录已全部退出。"))
        return perform_login(self.request, used.user)

    def done(self):
        """Sent twice: the first time has done it.

        The session is left alone: signing in has put another in its place by now, and one that is
        gone cannot be written to.
        """
        return render(self.request, "activation/done.html")


def kept_in(session) -> dict | None:
    """What the session keeps between the steps, unless it is too old."""
    kept = session.get(KEY)
    if not kept or now() - datetime.fromisoformat(kept["at"]) > PATIENCE:
        return None
    return kept
