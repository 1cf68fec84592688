"""The person's side of checking in: scan, confirm; or keep it in the phone and send it later."""

import json
from datetime import UTC, datetime
from uuid import UUID

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from common.clock import now
from people.roles import ATTEND_CLASSES
from people.scopes import scope_of
from people.views.access import AnyAbilityMixin
from training.classes.check_in_codes import (
    CodeExpiredError,
    CodeForgedError,
    person_code,
    read_code,
)
from training.classes.enums import Direction
from training.classes.exceptions import NotInClassError, SessionNotOnError
from training.classes.models import Session
from training.classes.qr import qr_svg
from training.classes.services.marking import Outcome, check_in_by_screen
from training.classes.tickets import TicketError, issue_ticket, new_device, read_ticket
from training.classes.words import moment_text

DEVICE_COOKIE = "check_in_device"
DEVICE_KEPT = 365 * 24 * 60 * 60  # seconds
CAMERA = "camera=(self)"
MOST_MARKS = 50
REFUSALS = (CodeForgedError, CodeExpiredError, NotInClassError, SessionNotOnError)
FILES = (
    "vendor/bootstrap/css/bootstrap.min.css",
    "css/theme.css",
    "css/classes.css",
    "js/scanner.js",
    "js/check_in.js",
    "vendor/jsqr/jsQR.js",
    "img/mark.svg",
)


def device_of(request) -> str:
    return request.COOKIES.get(DEVICE_COOKIE, "")[:40]


class DeviceMixin:
    """Gives the browser a token of its own."""

    def dispatch(self, request, *args, **kwargs):
        device = device_of(request)
        self.device = device or new_device()
        response = super().dispatch(request, *args, **kwargs)
        if not device:
            response.set_cookie(
                DEVICE_COOKIE,
                self.device,
                max_age=DEVICE_KEPT,
                httponly=True,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
        return response


@method_decorator(csp_replace({"worker-src": ["'self'"]}), name="dispatch")
class CheckInView(DeviceMixin, View):
    """Where the code on the screen leads (?c=): to a ticket. Without one: the page that scans, and
    that the phone keeps for times without a network."""

    http_method_names = ["get", "head"]

    def get(self, request):
        code = request.GET.get("c", "")
        if code:
            return self.to_ticket(code)
        response = render(request, "classes/check_in.html", {"languages": False})
        response["Permissions-Policy"] = CAMERA
        response["Cache-Control"] = "no-cache"
        return response

    def to_ticket(self, code: str):
        try:
            read_code(code, now())
        except (CodeForgedError, CodeExpiredError) as error:
            return render(
                self.request, "classes/check_in_refused.html", {"text": refusal_text(error)}
            )
        ticket = issue_ticket(code, self.device)
        return HttpResponseRedirect(f"{reverse('check-in-ticket')}?{urlencode({'t': ticket})}")


class TicketView(DeviceMixin, LoginRequiredMixin, View):
    """What was scanned, before it is sent; and sending it."""

    def get(self, request):
        text = request.GET.get("t", "")
        try:
            ticket = read_ticket(text, self.device)
            read = read_code(ticket.code, ticket.seen_at)
        except (TicketError, CodeForgedError, CodeExpiredError) as error:
            return self.refused(error)
        session = Session.objects.select_related("training_class").filter(pk=read.session_key)
        context = {
            "session": session.first(),
            "direction": Direction(read.direction),
            "ticket": text,
            "name": request.user.get_full_name(),
        }
        return render(request, "classes/check_in_confirm.html", context)

    def post(self, request):
        try:
            ticket = read_ticket(request.POST.get("t", ""), self.device)
            outcome = check_in_by_screen(
                ticket.code,
                by=request.user,
                mark_id=ticket.mark_id,
                device=self.device,
                seen_at=ticket.seen_at,
            )
        except (TicketError, *REFUSALS) as error:
            return self.refused(error)
        messages.success(request, outcome_text(outcome))
        held = outcome.mark.session.training_class_id
        return HttpResponseRedirect(reverse("class", args=[held]))

    def refused(self, error):
        return render(self.request, "classes/check_in_refused.html", {"text": refusal_text(error)})


class MarksView(DeviceMixin, View):
    """What phones kept: GET gives the time and a token, POST takes marks and answers one by one."""

    def get(self, request):
        return JsonResponse(
            {
                "signed_in": request.user.is_authenticated,
                "time": now().timestamp(),
                "token": get_token(request),
            }
        )

    def post(self, request):
        if not request.user.is_authenticated:
            return JsonResponse({"signed_in": False}, status=403)
        try:
            marks = _marks_in(request.body)
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
            return JsonResponse({"error": _("数据格式有误。")}, status=400)
        return JsonResponse({"results": [self.take(*mark) for mark in marks]})

    def take(self, mark_id: UUID, code: str, seen_at: datetime) -> dict:
        try:
            outcome = check_in_by_screen(
                code, by=self.request.user, mark_id=mark_id, device=self.device, seen_at=seen_at
            )
        except REFUSALS as error:
            return {"id": str(mark_id), "taken": False, "text": refusal_text(error)}
        return {"id": str(mark_id), "taken": True, "text": outcome_text(outcome)}


class MyCodeView(AnyAbilityMixin, TemplateView):
    """The person's own code, for whoever scans at the door; it turns every minute."""

    abilities = (ATTEND_CLASSES,)

    def get_template_names(self):
        return ["classes/_my_code.html" if self.request.htmx else "classes/my_code.html"]

    def get_context_data(self, **kwargs):
        teacher_id = scope_of(self.request.user).teacher_id
        if teacher_id is None:
            raise Http404
        return super().get_context_data(
            svg=qr_svg(person_code(teacher_id, now())),
            name=self.request.user.get_full_name(),
            **kwargs,
        )


def worker(request):
    """The service worker of the check-in page; it keeps the page and its files."""
    files = [reverse("check-in"), *(static(name) for name in FILES)]
    response = render(
        request,
        "classes/check_in_worker.js",
        {"files": json.dumps(files)},
        content_type="text/javascript; charset=utf-8",
    )
    response["Cache-Control"] = "no-cache"
    return response


def outcome_text(outcome: Outcome) -> str:
    mark = outcome.mark
    values = {"what": mark.get_direction_display(), "when": moment_text(mark.at)}
    if outcome.is_new:
        return _("%(what)s成功，时间 %(when)s。") % values
    return _("您已于 %(when)s %(what)s，不必重复。") % values


def refusal_text(error: Exception) -> str:
    match error:
        case CodeExpiredError():
            return _("二维码已过期。请扫描屏幕上正在显示的二维码。")
        case NotInClassError():
            return _("您不在这个培训班的学员名单中，不能签到。请与班级管理人员联系。")
        case SessionNotOnError():
            return _("这一场现在不能签到。场次开始前一小时至结束后一小时可以签到签退。")
        case TicketError():
            return _("签到页面已失效。请重新扫描屏幕上的二维码。")
    return _("不是有效的签到码。请扫描屏幕上正在显示的二维码。")


def _marks_in(body: bytes) -> list[tuple[UUID, str, datetime]]:
    """Raises ValueError, TypeError or KeyError for anything else than a short list of marks."""
    marks = json.loads(body)["marks"]
    if not isinstance(marks, list) or len(marks) > MOST_MARKS:
        raise ValueError(len(marks))
    return [
        (
            UUID(mark["id"]),
            str(mark["code"])[:100],
            datetime.fromtimestamp(float(mark["seen_at"]), tz=UTC),
        )
        for mark in marks
    ]
