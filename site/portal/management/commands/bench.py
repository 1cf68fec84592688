"""Measures imports, audit, pages and accounts in a scratch database of full size, and prints ratios."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection, transaction
from django.test.utils import setup_test_environment, teardown_test_environment
from django.utils.translation import gettext as _

from portal.bench.city import build_city, post_year
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

    def handle(self, *args, **options):
        setup_test_environment()
        name = connection.settings_dict["NAME"]
        if connection.vendor == "sqlite":
            # In a file as in use: Django's own choice for tests is memory.
            connection.settings_dict["TEST"]["NAME"] = str(settings.VAR_DIR / "bench.sqlite3")
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            self._measure()
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)
            teardown_test_environment()

    def _measure(self):
        self.stdout.write(f"database: {connection.vendor}")
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

    def _write(self, *figures: Figure):
        for figure in figures:
            self.stdout.write(
                f"{figure.name}: {figure.seconds:.3f} s; {figure.floor_name}: "
                f"{figure.floor:.3f} s; ratio {figure.ratio:.2f} (goal {figure.goal})"
            )

    def _refresh_statistics(self):
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
