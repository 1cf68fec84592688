"""Published pages for readers without a session, kept whole until something is published.

Whoever has a session cookie is answered anew each time. What changes a page empties the whole
store, for a page stands in lists, menus and feeds besides its own address.
"""

import hashlib
import secrets

from django.conf import settings
from django.core.cache import caches
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from courses.models import DocumentPreview, Video
from training.classes.models import ClassEvent, Session

SAFE = ("GET", "HEAD")
KEPT_VIEWS = frozenset({"wagtail_serve", "feed-news", "feed-lessons", "sitemap", "robots"})
EMPTIED = "emptied"


class PageCacheMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not settings.PAGE_CACHE_SECONDS or not is_anybodys(request):
            return self.get_response(request)
        pages, key = caches["pages"], key_of(request)
        kept = pages.get(key)
        if kept is not None:
            return _answer(request, *kept)
        emptied = pages.get(EMPTIED)
        response = self.get_response(request)
        if not may_be_kept(request, response):
            return response
        # The last is what the page adds to the policy, which is written further outside.
        policy = getattr(response, "_csp_replace", None)
        made = (response.content, response.headers.get("Content-Type", ""), policy)
        if pages.get(EMPTIED) == emptied:  # else something was published while it was being made
            pages.set(key, made, settings.PAGE_CACHE_SECONDS)
        return _answer(request, *made)


def is_anybodys(request) -> bool:
    """Whether the answer depends on nothing but the address and the language."""
    return request.method in SAFE and settings.SESSION_COOKIE_NAME not in request.COOKIES


def may_be_kept(request, response) -> bool:
    match = request.resolver_match
    return (
        request.method == "GET"
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and match is not None
        and match.view_name in KEPT_VIEWS
    )


def key_of(request) -> str:
    language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    chosen = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    told = f"{chosen} {request.scheme} {request.get_host()} {request.get_full_path()}"
    return hashlib.sha256(told.encode()).hexdigest()


@receiver(page_published)
@receiver(page_unpublished)
@receiver(page_slug_changed)
@receiver(post_page_move)
def forget_pages(**kwargs) -> None:
    """Empties the store once the change is there for others to read."""
    transaction.on_commit(_empty)


def _empty() -> None:
    pages = caches["pages"]
    pages.clear()
    pages.set(EMPTIED, secrets.token_hex(8), None)


def connect() -> None:
    """What stands in pages besides text: pictures, files with their previews, films, and with a
    course its coming classes."""
    files = (get_image_model(), get_document_model(), DocumentPreview, Video)
    for model in (*files, ClassEvent, Session):
        post_save.connect(forget_pages, sender=model)
        post_delete.connect(forget_pages, sender=model)


def _answer(request, content: bytes, content_type: str, policy: dict | None) -> HttpResponse:
    """Browsers keep a copy too, and ask each time whether it is still the one."""
    response = HttpResponse(content, content_type=content_type)
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Vary"] = "Cookie"
    etag = quote_etag(hashlib.sha256(content).hexdigest()[:32])
    response.headers["ETag"] = etag
    answer = get_conditional_response(request, etag=etag, response=response)
    answer._csp_replace = policy
    return answer
