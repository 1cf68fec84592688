"""People at their browsers: each signs in with cookies of their own, over loopback only."""

import http.cookiejar
import re
import time
import urllib.parse
import urllib.request
from dataclasses import dataclass

from people.sign_in.adapters.account import AccountAdapter

BUSY = str(AccountAdapter.error_messages["too_many_at_once"])
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
TIMEOUT = 60
PATIENCE = 2  # seconds until somebody who is asked to come again does


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
        """Opens the log-in page, fills it in and follows to the start page.

        Comes again when asked to, for as long as anybody would.
        """
        started = time.monotonic()
        page = self._log_in(name, password)
        while page is not None and BUSY in page and time.monotonic() - started < TIMEOUT:
            time.sleep(PATIENCE)
            page = self._log_in(name, password)
        signed_in = any(cookie.name.endswith("sessionid") for cookie in self._cookies)
        return Visit(time.monotonic() - started, good=page is not None and signed_in)

    def _log_in(self, name: str, password: str) -> str | None:
        page = self._get("/accounts/login/")
        token = TOKEN.search(page or "")
        if token is None:
            return None
        form = {"csrfmiddlewaretoken": token[1], "login": name, "password": password}
        return self._get("/accounts/login/", urllib.parse.urlencode(form).encode())

    def _get(self, path: str, body: bytes | None = None) -> str | None:
        request = urllib.request.Request(self._address + path, body)  # noqa: S310  # loopback
        request.add_header("Referer", self._address + path)
        try:
            with self._open(request, timeout=TIMEOUT) as answer:
                return answer.read().decode()
        except OSError:
            return None
