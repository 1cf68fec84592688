"""Certificates for a thousand people, as a worker makes them: one PDF for all, and one for each."""

import zipfile
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from tempfile import TemporaryDirectory
from time import process_time

from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from pypdf import PdfReader
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from common.ids import uuid7
from common.pdf import FAMILY, drawing
from credits.certificates.drawing import wrapped
from credits.certificates.jobs import start_batch
from credits.certificates.models import Certificate
from credits.certificates.services.batches import COMBINED, SINGLES, open_file, order_batch
from credits.certificates.services.issuing import CertificateDraft, issue_certificates
from credits.certificates.services.templating import default_template
from credits.certificates.words import certified_en, certified_zh
from credits.enums import Category
from people.access_log.origin import Origin
from people.enums import Role
from people.models import RoleGrant, Teacher, Unit, User

PEOPLE = 1_000
GOAL = 30  # s of CPU
FIRST = "89"  # of their numbers, which nobody else's begin with
ROOM, SIZE = 660, 16  # points


@dataclass(frozen=True, slots=True)
class CertificateFigures:
    """CPU seconds of issuing, of the worker, and of reportlab with the same text; what came out."""

    issuing: float
    cpu: float
    floor: float
    megabytes: float

    @property
    def ratio(self) -> float:
        return self.cpu / self.floor


def measure_certificates() -> CertificateFigures:
    """A thousand issued and made by a worker, without signatures within the PDF.

    Raises RuntimeError if not everybody is in both files.
    """
    keeper = _keeper()
    start = process_time()
    certificates = _issued(keeper)
    issuing = process_time() - start
    with TemporaryDirectory() as folder, override_settings(PRIVATE_ROOT=folder):
        batch, _is_new = order_batch(Certificate.objects.all(), by=keeper, form_id=uuid7())
        start_batch(batch)
        start = process_time()
        _work()
        cpu = process_time() - start
        batch.refresh_from_db()
        sizes = [_size_of(batch, name, keeper) for name in (COMBINED, SINGLES)]
    return CertificateFigures(issuing, cpu, _bare_reportlab(certificates), sum(sizes) / 1_000_000)


def _keeper() -> User:
    keeper = User.objects.create_user("bench-certificates")
    unit = Unit.objects.get(code="420100")
    RoleGrant.objects.create(user=keeper, role=Role.CITY_OFFICER, unit=unit, starts_on="2020-01-01")
    return keeper


def _issued(keeper: User) -> list[Certificate]:
    people = Teacher.objects.bulk_create(
        [Teacher(number=f"{FIRST}{n:010d}", name=f"教师{n}") for n in range(PEOPLE)]
    )
    drafts = [
        CertificateDraft(
            fact=f"bench:{teacher.pk}",
            teacher=teacher,
            title="中小学心理健康教育骨干教师研修班",
            starts_on=date(2026, 3, 1),
            ends_on=date(2026, 3, 5),
            hours={Category.ETHICS: Decimal(4), Category.SKILL: Decimal(12)},
            class_no="WH-2026-03",
            level="city",
        )
        for teacher in people
    ]
    template = default_template(Unit.objects.get(code="420100"), by=keeper)
    return issue_certificates(drafts, template=template, by=keeper)


def _work() -> None:
    call_command("db_worker", "--backend", "jobs", "--batch", "--no-startup-delay", verbosity=0)


def _size_of(batch, name: str, keeper: User) -> int:
    with open_file(batch, name, by=keeper, origin=Origin()) as file:
        data = file.read()
    found = (
        len(PdfReader(BytesIO(data)).pages)
        if name == COMBINED
        else len(zipfile.ZipFile(BytesIO(data)).namelist())
    )
    if found != PEOPLE:
        raise RuntimeError(f"{found} certificates in {name} instead of {PEOPLE}")
    return len(data)


def _bare_reportlab(certificates: list[Certificate]) -> float:
    """CPU seconds for the same text, a document each, with the font parsed once; no code, no layout."""
    with drawing():
        start = process_time()
        for certificate in certificates:
            canvas = Canvas(BytesIO(), pagesize=landscape(A4), initialFontName=FAMILY)
            text = canvas.beginText(90, 460)
            text.setFont(FAMILY, SIZE)
            words = (
                certificate.template.title,
                certificate.name,
                certified_zh(certificate),
                certified_en(certificate),
                certificate.number,
                settings.WAGTAILADMIN_BASE_URL,
                certificate.issuer,
            )
            for each in words:
                for line in wrapped(each, SIZE, ROOM):
                    text.textLine(line)
            canvas.drawText(text)
            canvas.save()
        return process_time() - start
