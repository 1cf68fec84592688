"""The whole system on one machine: database, sample city, jobs and the site, until Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from courses.finding.indexing import reindex_pages
from portal.sample_city.accounts import demo_accounts, demo_password, renew_password

HOST = "127.0.0.1"
AUDITED_YEAR = 2025
SECONDS_TO_STOP = 10
ENDING_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


class Command(BaseCommand):
    help = _("建库、装入示例城市、启动后台任务和网站。按 Ctrl-C 结束。")

    def add_arguments(self, parser):
        port = int(os.environ.get("PORT", "8000"))
        parser.add_argument("--port", type=int, default=port, help=_("端口，默认 %(default)s"))

    def handle(self, *args, **options):
        if not settings.DEMO_ALLOWED:
            raise CommandError(_("演示只用于本机试用，不在正式环境运行。"))
        _interrupt_on_signals()
        try:
            self._prepare(options["port"])
            with self._worker():
                self._serve(options["port"])
        except KeyboardInterrupt:
            self.stdout.write("")

    def _prepare(self, port: int):
        self._refuse_taken(port)
        self.stdout.write(_("正在准备数据库……"))
        call_command("migrate", verbosity=0)
        call_command("seed_demo", if_empty=True, stdout=self.stdout)
        reindex_pages(only_missing=True)  # of a database that an earlier version left
        renew_password()
        self.stdout.write("")
        call_command("audit", year=AUDITED_YEAR, stdout=self.stdout)
        self._introduce(port)

    def _serve(self, port: int):
        os.environ["DJANGO_RUNSERVER_HIDE_WARNING"] = "true"
        call_command("runserver", f"{HOST}:{port}", use_reloader=False, skip_checks=True)

    def _refuse_taken(self, port: int):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError as error:
                text = _("端口 %(port)s 不能使用。请换一个端口，例如：PORT=9000 make demo")
                raise CommandError(text % {"port": port}) from error

    def _introduce(self, port: int):
        self.stdout.write("")
        self.stdout.write(_("网站地址：%(url)s") % {"url": f"http://{HOST}:{port}"})
        self.stdout.write(_("演示账号（密码均为 %(password)s）：") % {"password": demo_password()})
        for account in demo_accounts():
            line = f"  {account.username:<8} {account.role.label}：{account.sees}"
            self.stdout.write(line)
        self.stdout.write(_("按 Ctrl-C 结束。") + "\n")
        self.stdout.flush()

    @contextmanager
    def _worker(self):
        """A process that runs background jobs; it ends with this one."""
        log_path = settings.VAR_DIR / "worker.log"
        command = [sys.executable, sys.argv[0], "db_worker", "--backend", "jobs"]
        with log_path.open("ab") as log:
            worker = subprocess.Popen(  # noqa: S603  # our own interpreter, no shell, no outside words
                [*command, "--no-startup-delay"], stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        try:
            yield
        finally:
            worker.terminate()
            try:
                worker.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                worker.kill()
                worker.wait()


def _interrupt_on_signals():
    """Ctrl-C, a closed terminal and `kill` all end the demo in the orderly way, and once only.

    Ctrl-C is named too: a shell starts background commands with its signal ignored.
    """
    numbers = [getattr(signal, name) for name in ENDING_SIGNALS if hasattr(signal, name)]

    def stop(_number, _frame):
        for number in numbers:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    for number in numbers:
        signal.signal(number, stop)
