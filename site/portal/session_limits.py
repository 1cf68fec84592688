"""When a session ends by itself: too long without a request, or too long since signing in."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.clock import now
from people.sign_in.factors import is_guarded
from people.sign_in.receivers import SEEN, SINCE

SAFE = ("GET", "HEAD")
NOTED_EVERY = timedelta(minutes=1)  # not at every request: each note is a write


class SessionLimitsMiddleware:
    """Signs out whose session is over, and says why on the log-in page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.user.is_authenticated:
            return self.get_response(request)
        words = why_over(request)
        if words is None:
            _note_seen(request)
            return self.get_response(request)
        logout(request)
        messages.warning(request, words)
        if request.method in SAFE:
            return self.get_response(request)  # a page for everybody is still shown
        return HttpResponseRedirect(_login_address(request))


def why_over(request) -> str | None:
    """A sentence where the session is over, else None. The roles are looked at only when they matter."""
    moment = int(now().timestamp())
    idle = timedelta(seconds=moment - request.session.get(SEEN, 0))
    age = timedelta(seconds=moment - request.session.get(SINCE, 0))
    limits = (settings.SESSION_IDLE_MINUTES, settings.SESSION_HOURS)
    guarded = (settings.GUARDED_SESSION_IDLE_MINUTES, settings.GUARDED_SESSION_HOURS)
    if not _exceeds(idle, age, guarded) and not _exceeds(idle, age, limits):
        return None
    minutes, hours = guarded if is_guarded(request.user) else limits
    if age > timedelta(hours=hours):
        return _("登录时间已满，为了安全已自动退出。请重新登录。")
    if idle > timedelta(minutes=minutes):
        return _idle_in_words(minutes)
    return None


def _exceeds(idle: timedelta, age: timedelta, limits: tuple[int, int]) -> bool:
    return idle > timedelta(minutes=limits[0]) or age > timedelta(hours=limits[1])


def _idle_in_words(minutes: int) -> str:
    if minutes % 60 == 0:
        hours = minutes // 60
        return ngettext(
            "超过 %(count)d 小时没有操作，为了安全已自动退出。请重新登录。",
            "超过 %(count)d 小时没有操作，为了安全已自动退出。请重新登录。",
            hours,
        ) % {"count": hours}
    return ngettext(
        "超过 %(count)d 分钟没有操作，为了安全已自动退出。请重新登录。",
        "超过 %(count)d 分钟没有操作，为了安全已自动退出。请重新登录。",
        minutes,
    ) % {"count": minutes}


def _note_seen(request):
    moment = now()
    if moment.timestamp() - request.session.get(SEEN, 0) < NOTED_EVERY.total_seconds():
        return
    request.session[SEEN] = int(moment.timestamp())
    sessions = UserSession.objects.filter(session_key=request.session.session_key)
    sessions.update(last_seen_at=moment)


def _login_address(request) -> str:
    """After a form that was not taken: log in, then back to the page it stood on."""
    host = f"{request.scheme}://{request.get_host()}"
    referer = request.headers.get("Referer", "")
    login = resolve_url(settings.LOGIN_URL)
    if not referer.startswith(f"{host}/"):
        return login
    return f"{login}?{urlencode({'next': referer.removeprefix(host)})}"
