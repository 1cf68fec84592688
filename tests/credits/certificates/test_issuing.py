"""Issuing, revoking, issuing anew."""

from decimal import Decimal

import pytest
import time_machine
from django.db import IntegrityError, transaction

from credits.certificates.enums import CertificateState
from credits.certificates.exceptions import AlreadyReissuedError, NotRevokedError
from credits.certificates.models import Certificate, NumberCounter
from credits.certificates.services.issuing import (
    issue_certificates,
    reissue_certificate,
    revoke_certificate,
)
from credits.enums import Category
from tests.factories.certificates import CertificateFactory, CertificateTemplateFactory
from tests.factories.people import TeacherFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(template, officer):
    def make(*drafts, template=template) -> list[Certificate]:
        return issue_certificates(drafts, template=template, by=officer)

    return make


def stored():
    """Every column of every certificate."""
    return list(Certificate.objects.order_by("pk").values_list())


def test_certificates_when_issued_then_keep_the_facts_of_the_day(issue, teacher, draft, officer):
    (made,) = issue(draft(teacher, class_no="JA-03", level="district", name_en="Zhang Xiaomei"))

    teacher.name = "张改名"
    teacher.save()
    kept = Certificate.objects.get(pk=made.pk)
    assert (kept.name, kept.name_en, kept.class_no) == ("张晓梅", "Zhang Xiaomei", "JA-03")
    assert kept.hours == {"ethics": 40, "skill": 125}
    assert kept.hours_by_category == [
        (Category.ETHICS, Decimal("4.0")),
        (Category.SKILL, Decimal("12.5")),
    ]
    assert (kept.issuer, kept.issued_by, kept.issued_by_name) == (
        "江岸区教育局",
        officer,
        officer.get_full_name(),
    )
    assert kept.state == CertificateState.VALID


@pytest.mark.rule("H5")
def test_certificates_when_hours_are_finer_than_tenths_then_nothing_is_issued(
    issue, teacher, draft
):
    with pytest.raises(ValueError, match="decimal"):
        issue(draft(teacher, hours={Category.SKILL: Decimal("1.25")}))
    assert not Certificate.objects.exists()


@pytest.mark.parametrize("hours", [{}, {Category.SKILL: 0}, {Category.SKILL: Decimal(-1)}])
def test_certificates_when_there_are_no_hours_then_nothing_is_issued(issue, teacher, draft, hours):
    with pytest.raises(ValueError, match="hours"):
        issue(draft(teacher, hours=hours))
    assert not Certificate.objects.exists()


@time_machine.travel("2026-12-31T16:00:00+00:00")
@pytest.mark.rule("T1")
def test_numbers_when_it_is_new_year_in_shanghai_then_are_of_the_new_year(issue, draft):
    made = issue(*(draft(TeacherFactory()) for _one in range(3)))

    assert [one.number for one in made] == [f"T-JA-2027-{seq:05}" for seq in (1, 2, 3)]


def test_numbers_when_drawn_by_a_second_template_of_the_unit_then_go_on(issue, draft, unit):
    (first,) = issue(draft(TeacherFactory()))
    other = CertificateTemplateFactory(unit=unit, number_rule="{unit}-{year}-{seq}")

    (second,) = issue(draft(TeacherFactory()), template=other)

    assert first.number.endswith("-00001")
    assert second.number.endswith("-2")


def test_numbers_when_one_was_given_by_another_rule_then_it_is_passed_over(issue, draft, template):
    template.number_rule = "A-{seq}"
    CertificateFactory(number="A-2")

    made = issue(*(draft(TeacherFactory()) for _one in range(3)))

    assert [one.number for one in made] == ["A-1", "A-3", "A-4"]


@pytest.mark.abuse("T06")
def test_certificates_when_issued_twice_then_are_the_same_and_unchanged(issue, teacher, draft):
    first = issue(draft(teacher))
    before = stored()

    again = issue(draft(teacher, title="另一个名称"), draft(teacher))

    assert again == first
    assert stored() == before


def test_certificates_when_some_are_there_then_only_the_others_are_made(issue, draft):
    one, two, three = (draft(TeacherFactory()) for _one in range(3))
    (standing,) = issue(two)

    made = issue(one, two, three)

    assert [certificate.fact for certificate in made] == [one.fact, two.fact, three.fact]
    assert made[1] == standing
    assert Certificate.objects.count() == 3


def test_certificate_when_revoked_then_says_when_by_whom_and_why(issue, teacher, draft, officer):
    (made,) = issue(draft(teacher))

    revoked = revoke_certificate(made, by=officer, reason="  学时\n有误 ")

    assert revoked.state == CertificateState.REVOKED
    assert (revoked.revoked_reason, revoked.revoked_by) == ("学时 有误", officer)
    assert revoked.revoked_by_name == officer.get_full_name()


def test_certificate_when_revoked_twice_then_the_first_reason_stands(
    issue, teacher, draft, officer
):
    (made,) = issue(draft(teacher))
    first = revoke_certificate(made, by=officer, reason="学时有误")
    before = stored()

    second = revoke_certificate(made, by=UserFactory(), reason="别的")

    assert second == first
    assert stored() == before


def test_certificate_when_revoked_without_a_reason_then_stays(issue, teacher, draft, officer):
    (made,) = issue(draft(teacher))

    with pytest.raises(ValueError, match="reason"):
        revoke_certificate(made, by=officer, reason=" ")
    assert Certificate.objects.valid().exists()


def test_issue_when_the_certificate_was_revoked_then_makes_no_other(issue, teacher, draft, officer):
    (made,) = issue(draft(teacher))
    revoke_certificate(made, by=officer, reason="学时有误")

    assert issue(draft(teacher)) == []
    assert Certificate.objects.count() == 1


def test_reissue_when_revoked_then_is_the_next_round_with_its_own_number(
    issue, teacher, draft, officer, template
):
    (made,) = issue(draft(teacher))
    revoked = revoke_certificate(made, by=officer, reason="学时有误")

    again = reissue_certificate(
        revoked, draft(teacher, title="改正的名称"), template=template, by=officer
    )

    assert (again.round, again.title) == (2, "改正的名称")
    assert again.number != made.number
    assert again.token != made.token
    assert issue(draft(teacher)) == [again]


def test_reissue_when_not_revoked_or_done_already_then_refused(
    issue, teacher, draft, officer, template
):
    (made,) = issue(draft(teacher))
    with pytest.raises(NotRevokedError):
        reissue_certificate(made, draft(teacher), template=template, by=officer)

    revoked = revoke_certificate(made, by=officer, reason="学时有误")
    again = reissue_certificate(revoked, draft(teacher), template=template, by=officer)
    with pytest.raises(AlreadyReissuedError) as error:
        reissue_certificate(revoked, draft(teacher), template=template, by=officer)
    assert error.value.number == again.number


def test_reissue_when_the_draft_is_of_another_fact_then_refused(teacher, draft, officer, template):
    revoked = CertificateFactory(revoked=True)

    with pytest.raises(ValueError, match="issued for"):
        reissue_certificate(revoked, draft(teacher), template=template, by=officer)


@pytest.mark.parametrize(
    "wrong",
    [
        {"fact": "same"},
        {"number": "same"},
        {"ends_on": "2026-02-01"},
        {"name": ""},
        {"round": 0},
        {"revoked_reason": "无"},
        {"revoked_at": "2026-03-08T00:00Z"},
    ],
)
def test_database_when_a_row_contradicts_itself_then_refuses_it(wrong):
    CertificateFactory(fact="same", number="same")

    with pytest.raises(IntegrityError), transaction.atomic():
        CertificateFactory(**wrong)


def test_counters_when_nothing_was_issued_then_count_nothing(issue):
    assert issue() == []
    assert not NumberCounter.objects.filter(last__gt=0).exists()
