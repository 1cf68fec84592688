"""What holds for every request: whose page it is, and in which language."""

from django.conf import settings
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


class PrivatePagesMiddleware:
    """Tells browsers and proxies to keep no copy of a page made for somebody signed in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response


class ChosenLanguageMiddleware(LocaleMiddleware):
    """Chinese unless the reader chose otherwise by the switch; a browser's own wish is not asked.

    A school's computer often runs an English browser, and its user still expects Chinese.
    """

    def process_request(self, request):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = dict(settings.LANGUAGES)
        translation.activate(chosen if chosen in known else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()
