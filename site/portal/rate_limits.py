"""How often one person may ask for what costs much: exports, uploads, long lists (settings.RATE_LIMITS).

Kept here rather than by a decorator on each view: the screens of lower layers know nothing of it,
and all limits stand in one place. Sign-in and activation count their failures themselves.

The moments of late are kept in the shared cache, without a lock: of requests at the very same
moment some may go uncounted. A limit on load can bear that; nothing else may rest on it.
"""

from dataclasses import dataclass
from math import ceil

from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.shortcuts import render
from django.utils.translation import ngettext
from django_htmx.http import HttpResponseClientRefresh

from common.clock import now
from people.access_log.origin import client_address

EXPORT, UPLOAD, OWN_DATA, LIST = "export", "upload", "own_data", "list"
DOWNLOAD, COUNT = "download", "count"
TYPING = "typing"
SEARCH = "search"

# Each limit counts the screens it names together. A screen that only takes a form in counts POST.
ASKED: dict[str, str] = {
    "audit-export-xlsx": EXPORT,
    "audit-export-pdf": EXPORT,
    "import-refused": EXPORT,
    "import-template": EXPORT,
    "activation-sheet-file": EXPORT,
    "access-log-export": EXPORT,
    "class-people-export": EXPORT,
    "class-desk-export": EXPORT,
    "claims-export": EXPORT,
    "claim-queue-export": EXPORT,
    "claim-evidence": DOWNLOAD,
    "claim-queue": LIST,
    "class-filing": EXPORT,
    "class-batches-export": EXPORT,
    "lecturers-export": EXPORT,
    "class-material": DOWNLOAD,
    "class-materials-zip": DOWNLOAD,
    "classes-export": EXPORT,
    "my-classes-export": EXPORT,
    "plans-export": EXPORT,
    "plans-report-export": EXPORT,
    "plan-export-xlsx": EXPORT,
    "plan-export-pdf": EXPORT,
    "coverage-export": EXPORT,
    "certificate-batch-pdf": EXPORT,
    "certificate-batch-zip": EXPORT,
    "certificate-pdf": DOWNLOAD,
    "certificate-template-preview": DOWNLOAD,
    "audit-city": LIST,
    "audit-unit": LIST,
    "audit-schools": LIST,
    "audit-teachers": LIST,
    "imports": LIST,
    "import-batch": LIST,
    "synonyms": LIST,
    "lesson-files": DOWNLOAD,
    "site-search": SEARCH,
    "account-list": LIST,
    "access-log": LIST,
    "changes": LIST,
}
SENT: dict[str, str] = {
    "my-data": OWN_DATA,
    "audit-teacher-phone": EXPORT,  # one number after another is a list of them
    "activation-sheet-new": EXPORT,
    "import-upload": UPLOAD,
    "class-attendance-file": UPLOAD,
    "class-roster-file": UPLOAD,
    "class-materials": UPLOAD,
    "class-assess-file": UPLOAD,
    "certificate-template": UPLOAD,
    "certificate-template-new": UPLOAD,
    "my-lesson": UPLOAD,
    "my-lesson-new": UPLOAD,
    "my-lesson-autosave": TYPING,
    "claim": UPLOAD,
    "claim-photos": UPLOAD,
    "claim-autosave": TYPING,
    "wagtailimages:add": UPLOAD,
    "wagtailimages:add_multiple": UPLOAD,
    "wagtailimages:edit": UPLOAD,
    "wagtailimages_chooser:create": UPLOAD,
    "wagtaildocs:add": UPLOAD,
    "wagtaildocs:add_multiple": UPLOAD,
    "wagtailsnippets_courses_video:add": UPLOAD,
    "wagtailsnippets_courses_video:edit": UPLOAD,
    "wagtailsnippetchoosers_courses_video:create": UPLOAD,
    "count-view": COUNT,
    "wagtaildocs:edit": UPLOAD,
    "wagtaildocs_chooser:create": UPLOAD,
}


@dataclass(frozen=True, slots=True)
class Limit:
    times: int
    seconds: int

    @classmethod
    def named(cls, name: str) -> "Limit | None":
        """The limit of the settings, written as "times/minutes"; None where there is none."""
        written = settings.RATE_LIMITS.get(name)
        if not written:
            return None
        times, minutes = map(int, written.split("/"))
        return cls(times, minutes * 60)


class RateLimitMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        wait = wait_before(request)
        return too_many(request, wait) if wait else None


def wait_before(request) -> int:
    """Seconds until the request may be made again; 0 where it may be now, which counts it.

    People who are not signed in are counted by their address.
    """
    name = _limit_of(request)
    limit = Limit.named(name) if name else None
    if limit is None:
        return 0
    who = request.user.pk if request.user.is_authenticated else client_address(request)
    return _count(f"rate:{name}:{who}", limit)


def too_many(request, wait: int):
    """The page that says how long to wait. A part of a page has no room for it: all is asked anew."""
    sentence = _in_words(wait)
    if request.htmx:
        response = HttpResponseClientRefresh()
        response.status_code = 429
        if request.method == "POST":  # the page around it is not refused, and has to tell
            messages.warning(request, sentence)
    else:
        response = render(request, "429.html", {"sentence": sentence}, status=429)
    response["Retry-After"] = str(wait)
    return response


def _in_words(wait: int) -> str:
    if wait <= 60:
        return ngettext(
            "短时间内的请求过多，请在 %(wait)s 秒后再试。",
            "短时间内的请求过多，请在 %(wait)s 秒后再试。",
            wait,
        ) % {"wait": wait}
    minutes = ceil(wait / 60)
    return ngettext(
        "短时间内的请求过多，请在 %(wait)s 分钟后再试。",
        "短时间内的请求过多，请在 %(wait)s 分钟后再试。",
        minutes,
    ) % {"wait": minutes}


def _limit_of(request) -> str | None:
    screen = request.resolver_match.view_name
    if request.method == "POST" and screen in SENT:
        return SENT[screen]
    if screen == "wagtail_serve" and "q" in request.GET:  # the same search in a catalogue
        return SEARCH
    return ASKED.get(screen)


def _count(key: str, limit: Limit) -> int:
    moment = now().timestamp()
    kept = cache.get(key, ())
    late = [at for at in kept if moment - limit.seconds < at <= moment]
    if len(late) >= limit.times:
        return ceil(late[-limit.times] + limit.seconds - moment)
    cache.set(key, [*late, moment], limit.seconds)
    return 0
