"""Everybody enrols at the same moment, and everybody checks in within a minute: nothing is lost,
nothing is given twice."""

import time
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from portal.bench.city import PSYCHOLOGISTS, build_city
from portal.load.classes import (
    Count,
    check_in_all,
    count_check_ins,
    count_enrolments,
    enrol_all,
    make_class,
    seat_all,
    sign_in_people,
)
from portal.load.scratch import database_url, scratch_database
from portal.load.storm import server


class Command(BaseCommand):
    help = _("在临时数据库和本机服务器上，让很多人同时报名、签到，核对名额、候补和签到记录。")

    def add_arguments(self, parser: ArgumentParser):
        parser.add_argument("--enrolments", type=int, default=500, help=_("报名人数"))
        parser.add_argument("--places", type=int, default=100, help=_("名额"))
        parser.add_argument("--check-ins", type=int, default=1500, help=_("签到人数"))
        parser.add_argument("--seconds", type=float, default=45, help=_("签到用时（秒）"))

    def handle(self, *, enrolments: int, places: int, check_ins: int, seconds: float, **options):
        if not settings.DEMO_ALLOWED:
            raise CommandError(_("压力测试不在正式环境运行。"))
        with scratch_database() as folder:
            build_city(PSYCHOLOGISTS)
            flaws = self.crowd(folder, enrolments, places, check_ins, seconds)
        if flaws:
            raise CommandError(_("没有守住：%(flaws)s") % {"flaws": ", ".join(flaws)})

    def crowd(
        self, folder: Path, enrolments: int, places: int, check_ins: int, seconds: float
    ) -> list[str]:
        """The storms against a server on the connected database, which has teachers; the flaws."""
        people = sign_in_people(max(enrolments, check_ins))
        # On days of their own: nobody gets into two classes at the same time.
        plain = make_class(places, begins_in=timedelta(days=1))
        quotas = make_class(places, quotas=4, begins_in=timedelta(days=2))
        full = make_class(5000)
        seat_all(full, people[:check_ins])
        connection.close()
        self.stdout.write(f"database: {connection.vendor}")
        flaws = []
        with server(database_url(), folder, settings.SECRET_KEY) as address:
            for name, held in (("one class", plain), ("with quotas", quotas)):
                comers = people[:enrolments]
                flaws += self._storm(
                    f"enrolling, {name}",
                    lambda held=held, comers=comers: enrol_all(address, held, comers),
                    lambda answers, held=held, comers=comers: count_enrolments(
                        held, comers, answers
                    ),
                )
            comers = people[:check_ins]
            flaws += self._storm(
                "checking in",
                lambda: check_in_all(address, full, comers, seconds=seconds),
                lambda answers: count_check_ins(full, comers, answers),
            )
        return flaws

    def _storm(self, name: str, storm: Callable, count: Callable[..., Count]) -> list[str]:
        started = time.monotonic()
        answers = storm()
        took = time.monotonic() - started
        counted = count(answers)
        connection.close()
        said = ", ".join(f"{label} {value}" for label, value in counted.figures.items())
        self.stdout.write(f"{name}: {said}; {took:.1f} s; flaws: {counted.flaws or 'none'}")
        return counted.flaws
