"""Measures imports, audit, pages and accounts in a scratch database of full size, and prints ratios.

`--pages` measures only the public pages over a library of 10,000 lessons, `--certificates` only the
making of 1,000 certificates.
"""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection, transaction
from django.test import override_settings
from django.test.utils import setup_test_environment, teardown_test_environment
from django.utils.translation import gettext as _

from portal.bench import public_pages
from portal.bench.certificates import GOAL, PEOPLE, measure_certificates
from portal.bench.city import build_city, post_year
from portal.bench.lessons import LESSONS, build_lessons
from portal.bench.measures import (
    Figure,
    audit_figures,
    import_figures,
    page_figures,
    timed,
    verification_seconds,
)
from portal.bench.sheets import sheet_figures


class Command(BaseCommand):
    help = _("在临时数据库中建一座整城规模的城市，测量导入、核查和页面，与同一次运行的下限相比。")

    def add_arguments(self, parser):
        parser.add_argument("--pages", action="store_true", help=_("只测量公开页面"))
        parser.add_argument("--certificates", action="store_true", help=_("只测量结业证书"))

    def handle(self, *, pages: bool, certificates: bool, **options):
        setup_test_environment()
        name = connection.settings_dict["NAME"]
        if connection.vendor == "sqlite":
            # In a file as in use: Django's own choice for tests is memory.
            connection.settings_dict["TEST"]["NAME"] = str(settings.VAR_DIR / "bench.sqlite3")
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            self.stdout.write(f"database: {connection.vendor}")
            everything = not (pages or certificates)
            if everything:
                self._measure_city()
            if everything or certificates:
                self._measure_certificates()
            if everything or pages:
                self._measure_pages()
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)
            teardown_test_environment()

    def _measure_city(self):
        with transaction.atomic():
            seconds = timed(build_city)
        self.stdout.write(f"city of 1,000 schools and 60,000 teachers built in {seconds:.1f} s")
        post_year()
        self._refresh_statistics()
        self._write(*audit_figures(), *import_figures())
        for address, seconds, queries in page_figures():
            self.stdout.write(f"{address}: {seconds:.3f} s, {queries} queries (goal < 25)")
        self.stdout.write(f"verify_ledger: {verification_seconds():.2f} s for all entries")
        self._measure_accounts()

    def _measure_accounts(self):
        found = sheet_figures()
        self._write(found.roster, found.sheet)
        self.stdout.write(
            f"the sheet: {found.cpu:.1f} s of the worker's CPU, {found.pages} pages, "
            f"{found.megabytes:.1f} MB"
        )

    def _measure_certificates(self):
        found = measure_certificates()
        self.stdout.write(
            f"{PEOPLE} certificates: {found.cpu:.1f} s of the worker's CPU (goal <= {GOAL}); "
            f"reportlab alone with the same text: {found.floor:.1f} s; ratio {found.ratio:.2f}; "
            f"issued in {found.issuing:.1f} s; {found.megabytes:.1f} MB"
        )

    def _write(self, *figures: Figure):
        for figure in figures:
            self.stdout.write(
                f"{figure.name}: {figure.seconds:.3f} s; {figure.floor_name}: "
                f"{figure.floor:.3f} s; ratio {figure.ratio:.2f} (goal {figure.goal})"
            )

    @override_settings(DEBUG=False, PAGE_CACHE_SECONDS=0, RATE_LIMITS={})
    def _measure_pages(self):
        with transaction.atomic():
            seconds = timed(build_lessons)
        self.stdout.write(f"library of {LESSONS} lessons built in {seconds:.1f} s")
        self._refresh_statistics()
        for figure in public_pages.search_figures():
            self._print_page(figure, f"ratio {figure.ratio:.2f} (goal <= 3)")
        for figure in public_pages.page_figures():
            self._print_page(
                figure, f"{1 / figure.seconds:.0f} and {1 / figure.floor:.0f} a second"
            )

    def _print_page(self, figure: public_pages.PageFigure, verdict: str):
        self.stdout.write(
            f"{figure.name}: {figure.seconds:.4f} s, {figure.queries} queries (goal <= 20); "
            f"{figure.floor_name}: {figure.floor:.4f} s; {verdict}"
        )

    def _refresh_statistics(self):
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
