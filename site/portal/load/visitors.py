"""People at their browsers: each signs in with cookies of their own, over loopback only."""

import http.cookiejar
import re
import time
import urllib.parse
import urllib.request
from dataclasses import dataclass

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
TIMEOUT = 60


@dataclass(frozen=True, slots=True)
class Visit:
    """How long an answer took, in seconds, and whether it was the one hoped for."""

    seconds: float
    good: bool


class Visitor:
    """One browser at `address`, which is always http://127.0.0.1:PORT."""

    def __init__(self, address: str):
        self._address = address
        self._cookies = http.cookiejar.CookieJar()
        self._open = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self._cookies)
        ).open

    def read(self, path: str) -> Visit:
        """Opens a page; good is a 200."""
        started = time.monotonic()
        page = self._get(path)
        return Visit(time.monotonic() - started, good=page is not None)

    def sign_in(self, name: str, password: str) -> Visit:
        """Opens the log-in page, fills it in and follows to the start page."""
        started = time.monotonic()
        page = self._get("/accounts/login/")
        token = TOKEN.search(page or "")
        if token is None:
            return Visit(time.monotonic() - started, good=False)
        form = {"csrfmiddlewaretoken": token[1], "login": name, "password": password}
        page = self._get("/accounts/login/", urllib.parse.urlencode(form).encode())
        signed_in = any(cookie.name.endswith("sessionid") for cookie in self._cookies)
        return Visit(time.monotonic() - started, good=page is not None and signed_in)

    def _get(self, path: str, body: bytes | None = None) -> str | None:
        request = urllib.request.Request(self._address + path, body)  # noqa: S310  # loopback
        request.add_header("Referer", self._address + path)
        try:
            with self._open(request, timeout=TIMEOUT) as answer:
                return answer.read().decode()
        except OSError:
            return None
