"""200 people sign in within a minute: does the rest of the site keep answering?"""

import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from people.models import Teacher, User
from portal.bench.city import PSYCHOLOGISTS, build_city
from portal.load.scratch import database_url, scratch_database
from portal.load.storm import SIGN_IN, Felt, calm, server, storm
from portal.load.visitors import Visitor

PEOPLE = 200
PUBLIC = ("/healthz/", "/", "/accounts/login/")
OWN = "/my/year/"  # read by somebody who signed in before the storm
PAGE_SECONDS, SIGN_IN_SECONDS = 2.0, 30.0  # for 95 of 100


class Command(BaseCommand):
    help = _("在临时数据库和本机服务器上，让 200 人在一分钟内登录，测量其他页面的响应时间。")

    def handle(self, *args, **options):
        if not settings.DEMO_ALLOWED:
            raise CommandError(_("压力测试不在正式环境运行。"))
        with scratch_database() as folder:
            before, during = self._weather(folder)
        self._tell(before, during)

    def _weather(self, folder: Path) -> tuple[list[Felt], list[Felt]]:
        password = secrets.token_urlsafe(16)
        reader, *names = _people(PEOPLE + 1, password)
        connection.close()
        with server(database_url(), folder) as address:
            readers = {page: Visitor(address) for page in (*PUBLIC, OWN)}
            readers[OWN].sign_in(reader, password)
            return calm(readers), storm(address, names, password, readers)

    def _tell(self, before: list[Felt], during: list[Felt]):
        self.stdout.write(f"database: {connection.vendor}")
        for title, felt in (("before", before), (f"during {PEOPLE} sign-ins a minute", during)):
            self.stdout.write(f"{title}:")
            for one in felt:
                self.stdout.write(
                    f"  {one.name}: {one.count} times, {one.failed} failed; "
                    f"{one.middle:.3f} s, 95 of 100 within {one.most:.3f} s, worst {one.worst:.3f} s"
                )
        slow = [one.name for one in during if one.failed or one.most > _allowed(one.name)]
        if slow:
            raise CommandError(_("太慢或有失败：%(pages)s") % {"pages": ", ".join(slow)})


def _people(number: int, password: str) -> list[str]:
    """Account names of so many teachers in post, of a city of 3,000."""
    build_city(PSYCHOLOGISTS)
    hashed = make_password(password)  # one hash for all: each check costs the same
    teachers = list(Teacher.objects.order_by("number")[:number])
    accounts = [User(username=teacher.number, password=hashed) for teacher in teachers]
    for teacher, account in zip(teachers, User.objects.bulk_create(accounts), strict=True):
        teacher.user = account
    Teacher.objects.bulk_update(teachers, ["user"])
    return [teacher.number for teacher in teachers]


def _allowed(name: str) -> float:
    return SIGN_IN_SECONDS if name == SIGN_IN else PAGE_SECONDS
