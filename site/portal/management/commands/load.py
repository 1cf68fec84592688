"""200 people sign in within a minute: does the rest of the site keep answering?"""

import secrets
import tempfile
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from people.models import User
from portal.load.storm import SIGN_IN, server, weather

PEOPLE = 200
PAGES = ["/healthz/", "/", "/accounts/login/"]
PAGE_SECONDS, SIGN_IN_SECONDS = 2.0, 10.0  # for 95 of 100


class Command(BaseCommand):
    help = _("在临时数据库和本机服务器上，让 200 人在一分钟内登录，测量其他页面的响应时间。")

    def handle(self, *args, **options):
        if not settings.DEMO_ALLOWED:
            raise CommandError(_("压力测试不在正式环境运行。"))
        name = connection.settings_dict["NAME"]
        with tempfile.TemporaryDirectory(prefix="xinyu-load-") as folder:
            if connection.vendor == "sqlite":
                connection.settings_dict["TEST"]["NAME"] = f"{folder}/load.sqlite3"
            connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            try:
                felt = self._storm(Path(folder))
            finally:
                connection.creation.destroy_test_db(name, verbosity=0)
        self._tell(felt)

    def _storm(self, folder: Path):
        password = secrets.token_urlsafe(16)
        names = [f"storm{number}" for number in range(PEOPLE)]
        hashed = make_password(password)  # one hash for all: each check costs the same
        User.objects.bulk_create([User(username=name, password=hashed) for name in names])
        connection.close()
        with server(self._address(), folder) as address:
            return weather(address, names, password, PAGES)

    def _address(self) -> str:
        found = connection.settings_dict
        if connection.vendor == "sqlite":
            return f"sqlite:///{found['NAME']}"
        secret = f":{found['PASSWORD']}" if found["PASSWORD"] else ""
        port = found["PORT"] or 5432
        return f"postgres://{found['USER']}{secret}@{found['HOST']}:{port}/{found['NAME']}"

    def _tell(self, felt):
        self.stdout.write(f"database: {connection.vendor}")
        for one in felt:
            self.stdout.write(
                f"{one.name}: {one.count} times, {one.failed} failed; "
                f"{one.middle:.2f} s, 95 of 100 within {one.most:.2f} s, worst {one.worst:.2f} s"
            )
        slow = [one.name for one in felt if one.failed or one.most > _allowed(one.name)]
        if slow:
            raise CommandError(_("太慢或有失败：%(pages)s") % {"pages": ", ".join(slow)})


def _allowed(name: str) -> float:
    return SIGN_IN_SECONDS if name == SIGN_IN else PAGE_SECONDS
