"""The pictures of the editor's handbook anew: a sample city of its own, its screens, docs/img/editor."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from portal.handbook.pictures import PICTURES
from portal.handbook.taking import NotTakenError, take
from portal.sample_city.accounts import demo_password

FOLDER = settings.BASE_DIR / "docs/img/editor"
HOST = "127.0.0.1"
SECONDS_TO_START = 300
SECONDS_TO_STOP = 20


class Command(BaseCommand):
    help = _("重新拍摄编辑手册中的图片，存入 docs/img/editor。")

    def add_arguments(self, parser):
        parser.add_argument("names", nargs="*", help=_("只写入这些图片，默认全部"))

    def handle(self, *args, **options):
        if not settings.DEMO_ALLOWED:
            raise CommandError(_("演示只用于本机试用，不在正式环境运行。"))
        names = {picture.name for picture in PICTURES}
        if unknown := set(options["names"]) - names:
            raise CommandError(_("没有这些图片：%(names)s") % {"names": " ".join(sorted(unknown))})
        wanted = set(options["names"]) or names
        FOLDER.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="xinyu-pictures-") as var:
            port = _free_port()
            site = f"http://{HOST}:{port}"
            with _demo(Path(var), port, site):
                self._take(site, wanted)
        self.stdout.write(_("已写入 %(count)d 张图片。") % {"count": len(wanted)})

    def _take(self, site: str, wanted: set[str]):
        password = demo_password()
        try:
            take(PICTURES, FOLDER, site=site, password=password, wanted=wanted.__contains__)
        except NotTakenError as error:
            text = _("图片 %(name)s 没有拍成：%(reason)s")
            told = {"name": error.picture.name, "reason": error.__cause__}
            raise CommandError(text % told) from error


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


@contextmanager
def _demo(var: Path, port: int, site: str):
    """The demo with data of its own; under our key its accounts have the password that we know."""
    environ = {
        **os.environ,
        "XINYU_VAR": str(var),
        "DATABASE_URL": "",
        "SECRET_KEY": settings.SECRET_KEY,
    }
    command = [sys.executable, sys.argv[0], "demo", "--port", str(port)]
    with (var / "demo.log").open("wb") as log:
        demo = subprocess.Popen(  # noqa: S603  # our own interpreter, no shell, no outside words
            command, env=environ, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
    try:
        _wait_for(site, demo, var / "demo.log")
        yield
    finally:
        demo.terminate()
        try:
            demo.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            demo.kill()
            demo.wait()


def _wait_for(site: str, demo: subprocess.Popen, log: Path) -> None:
    for _second in range(SECONDS_TO_START):
        if demo.poll() is not None:
            raise CommandError(log.read_text(encoding="utf-8", errors="replace"))
        try:
            with urlopen(f"{site}/healthz/", timeout=5):  # noqa: S310  # our own address
                return
        except (URLError, OSError):
            time.sleep(1)
    raise CommandError(_("示例城市没有启动。"))
