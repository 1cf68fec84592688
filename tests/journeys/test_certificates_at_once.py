"""Several issue or revoke in one instant: no number twice, no certificate twice, one reason (fault 6)."""

import json

import pytest

THREADS, TEACHERS = 6, 8
# Threads with connections of their own, let go together.
AT_ONCE = f"""
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from threading import Barrier
from django.db import connection
from credits.certificates.models import Certificate, CertificateTemplate
from credits.certificates.services.issuing import (
    CertificateDraft, issue_certificates, revoke_certificate)
from credits.enums import Category
from people.models import Teacher, Unit, User

def at_once(act):
    barrier = Barrier({THREADS})
    def one(number):
        connection.ensure_connection()
        barrier.wait()
        try:
            return act(number)
        finally:
            connection.close()
    with ThreadPoolExecutor({THREADS}) as pool:
        return list(pool.map(one, range({THREADS})))

def template(name, rule="{{unit}}-{{year}}-{{seq:05d}}"):
    unit = Unit.objects.get(code="420106")
    return CertificateTemplate.objects.get_or_create(
        unit=unit, name=name, defaults={{"issuer": unit.name, "number_rule": rule}})[0]

def drafts(source):
    return [CertificateDraft(f"{{source}}:{{teacher.pk}}", teacher, "研修班", date(2026, 3, 1),
                             date(2026, 3, 5), {{Category.SKILL: Decimal("12")}})
            for teacher in Teacher.objects.order_by("pk")]

by = User.objects.get_or_create(username="officer", defaults={{"last_name": "王"}})[0]
for number in range({TEACHERS}):
    Teacher.objects.get_or_create(number=str(number), defaults={{"name": f"教师{{number}}"}})
"""
SAME = """
templates = [template(f"模板{number}") for number in range(THREADS)]
made = at_once(lambda number: [str(one.pk) for one in
                               issue_certificates(drafts("same"), template=templates[number], by=by)])
print(json.dumps([made, Certificate.objects.filter(fact__startswith="same").count()]))
"""
NUMBERS = """
one = template("编号", "N-{seq}")
made = at_once(lambda number: [made.number for made in issue_certificates(
    drafts(f"class:{number}"), template=CertificateTemplate.objects.get(pk=one.pk), by=by)])
print(json.dumps(sum(made, [])))
"""
REASONS = """
made = issue_certificates(drafts("revoked")[:1], template=template("撤销"), by=by)[0]
told = at_once(lambda number: revoke_certificate(made, by=by, reason=f"理由{number}").revoked_reason)
print(json.dumps([told, Certificate.objects.get(pk=made.pk).revoked_reason]))
"""


def run(site, what):
    return json.loads(site.run(AT_ONCE + what.replace("THREADS", str(THREADS))))


@pytest.mark.abuse("T06")
def test_certificates_when_the_same_are_issued_by_many_at_once_then_are_issued_once(scratch_site):
    made, count = run(scratch_site, SAME)

    assert count == TEACHERS
    assert made == [made[0]] * THREADS


def test_numbers_when_drawn_by_many_at_once_then_none_is_double_and_none_left_out(scratch_site):
    numbers = run(scratch_site, NUMBERS)

    assert sorted(int(number.removeprefix("N-")) for number in numbers) == list(
        range(1, THREADS * TEACHERS + 1)
    )


@pytest.mark.abuse("P03")
def test_certificate_when_revoked_by_many_at_once_then_one_reason_stands(scratch_site):
    told, kept = run(scratch_site, REASONS)

    assert told == [kept] * THREADS
