"""A worker is killed in the middle of a batch of certificates: nothing is missing, nothing is double."""

import json
import time

import pytest

COUNT = 500
READY = f"""
from datetime import date
from decimal import Decimal
from common.ids import uuid7
from credits.certificates.jobs import start_batch
from credits.certificates.models import Certificate
from credits.certificates.services.batches import order_batch
from credits.certificates.services.issuing import CertificateDraft, issue_certificates
from credits.certificates.services.templating import default_template
from credits.enums import Category
from people.models import Teacher, Unit, User
officer = User.objects.create_user("officer", last_name="王", first_name="强")
teachers = Teacher.objects.bulk_create([Teacher(number=str(n), name=f"教师{{n}}号") for n in range({COUNT})])
drafts = [CertificateDraft(f"class:1:{{teacher.pk}}", teacher, "研修班", date(2026, 3, 1),
                           date(2026, 3, 5), {{Category.SKILL: Decimal("12")}}) for teacher in teachers]
template = default_template(Unit.objects.get(code="420106"), by=officer)
issue_certificates(drafts, template=template, by=officer)
batch, _is_new = order_batch(Certificate.objects.all(), by=officer, form_id=uuid7())
start_batch(batch)
"""
STATE = """
import json
from credits.certificates.models import CertificateBatch
batch = CertificateBatch.objects.get()
print(json.dumps([batch.state, batch.drawn]))
"""
CONTINUE = """
from datetime import timedelta
from common.clock import now
from credits.certificates.jobs import run_batch_now
from credits.certificates.models import CertificateBatch
from credits.certificates.querysets import SILENCE
CertificateBatch.objects.update(beat_at=now() - SILENCE - timedelta(seconds=1))
run_batch_now(CertificateBatch.objects.get())
"""
FOUND = """
import json, zipfile
from pathlib import Path
from django.conf import settings
from pypdf import PdfReader
from credits.certificates.models import Certificate, CertificateBatch
folder = Path(settings.PRIVATE_ROOT) / CertificateBatch.objects.get().stored_name
names = zipfile.ZipFile(folder / "certificates.zip").namelist()
pages = [page.extract_text() for page in PdfReader(folder / "certificates.pdf").pages]
numbers = list(Certificate.objects.order_by("number").values_list("number", flat=True))
print(json.dumps([
    sorted(name.partition("-教师")[0] for name in names) == numbers,
    len(pages) == len(numbers) and all(number in page for number, page in zip(numbers, pages)),
]))
"""


@pytest.mark.abuse("F1")
def test_batch_when_its_worker_is_killed_then_the_next_makes_every_certificate_once(scratch_site):
    scratch_site.run(READY)
    worker = scratch_site.start("db_worker", "--backend", "jobs", "--no-startup-delay")
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        state, drawn = json.loads(scratch_site.run(STATE))
        if drawn:
            break
    worker.kill()
    worker.wait()
    state, drawn = json.loads(scratch_site.run(STATE))
    assert (state, 0 < drawn < COUNT) == ("working", True)

    scratch_site.run(CONTINUE)

    assert json.loads(scratch_site.run(STATE)) == ["ready", COUNT]
    assert json.loads(scratch_site.run(FOUND)) == [True, True]
