"""Accounts for a whole roster: 2,000 people imported, then a code for each in one PDF."""

import io
from dataclasses import dataclass
from datetime import date
from tempfile import TemporaryDirectory
from time import process_time

import segno
import xlsxwriter
from django.core.management import call_command
from django.test import override_settings
from pypdf import PdfReader

from common.ids import uuid7
from credits.services.importing import import_file
from people.access_log.origin import Origin
from people.activation.codes import link_to, new_code
from people.activation.jobs import start_job
from people.activation.models import PrintJob
from people.activation.services.printing import open_sheet, order_sheet
from people.enums import BatchKind, Role
from people.imports import teachers
from people.models import RoleGrant, Teacher, User
from portal.bench.measures import Figure, read_alone, timed

PEOPLE, SCHOOLS = 2_000, 100
FIRST = "88"  # of their numbers, which nobody else's begin with


@dataclass(frozen=True, slots=True)
class SheetFigures:
    """The import, the sheet as a worker made it in `cpu` seconds of its own, and the file."""

    roster: Figure
    sheet: Figure
    cpu: float
    pages: int
    megabytes: float


def sheet_figures() -> SheetFigures:
    roster = _import()
    with TemporaryDirectory() as folder, override_settings(PRIVATE_ROOT=folder):
        job = _ordered()
        cpu = process_time()
        seconds = timed(_work)
        cpu = process_time() - cpu
        job.refresh_from_db()
        pdf = open_sheet(job, by=job.ordered_by, origin=Origin())
    if job.issued != PEOPLE:
        raise RuntimeError(f"{job.issued} codes issued instead of {PEOPLE}")
    floor = timed(_bare_qr_codes)
    sheet = Figure(f"sheet of {PEOPLE} codes", seconds, "their QR codes alone", floor, "< 60 s")
    pages = len(PdfReader(io.BytesIO(pdf)).pages)
    return SheetFigures(roster, sheet, cpu, pages, len(pdf) / 1_000_000)


def _work() -> None:
    call_command("db_worker", "--backend", "jobs", "--batch", "--no-startup-delay", verbosity=0)


def _import() -> Figure:
    data = _workbook()
    floor = timed(lambda: read_alone(data))
    seconds = timed(lambda: import_file(BatchKind.TEACHERS, data, "roster.xlsx", by=None))
    return Figure(f"import of {PEOPLE} teachers", seconds, "calamine read alone", floor, "-")


def _ordered() -> PrintJob:
    keeper = User.objects.create_user("bench-keeper")
    RoleGrant.objects.create(user=keeper, role=Role.SITE_ADMIN, starts_on="2020-01-01")
    people = Teacher.objects.filter(number__startswith=FIRST)
    job, _is_new = order_sheet(people, by=keeper, form_id=uuid7())
    start_job(job)
    return job


def _bare_qr_codes() -> None:
    for _one in range(PEOPLE):
        segno.make(link_to(new_code()), error="m", micro=False, boost_error=False)


def _workbook() -> bytes:
    """A roster of teachers whom the city does not have yet, twenty at each school."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(teachers.SHEET)
        sheet.write_row(0, 0, [column.name for column in teachers.COLUMNS])
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for number in range(PEOPLE):
            cells = [
                f"{FIRST}{number:010d}",
                f"教师{number}",
                "女",
                f"139{number:08d}",
                f"2142{number % SCHOOLS:06d}",
                f"第{number % SCHOOLS}小学",
                "兼职心理健康教育教师",
                "否",
            ]
            sheet.write_row(number + 1, 0, cells)
            sheet.write_datetime(number + 1, len(cells), date(2024, 9, 1), day)
    return out.getvalue()
