"""Whose certificates, templates and batches one sees."""

import pytest
from django.contrib.auth.models import AnonymousUser

from credits.certificates.models import Certificate, CertificateBatch, CertificateTemplate
from tests.factories.certificates import (
    CertificateBatchFactory,
    CertificateFactory,
    CertificateTemplateFactory,
)
from tests.factories.people import PostFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(teacher) -> Certificate:
    return CertificateFactory(teacher=teacher)


@pytest.fixture
def elsewhere() -> Certificate:
    return CertificateFactory(teacher=PostFactory().teacher)


def seen_by(user) -> set[Certificate]:
    return set(Certificate.objects.visible_to(user))


@pytest.mark.abuse("T01")
def test_certificates_when_a_teacher_looks_then_are_ones_own(teacher, mine, elsewhere):
    assert seen_by(teacher.user) == {mine}


@pytest.mark.abuse("D01")
def test_certificates_when_an_officer_looks_then_are_those_of_the_units_teachers(
    officer, mine, elsewhere
):
    assert seen_by(officer) == {mine}


@pytest.mark.abuse("P01")
def test_certificates_when_a_school_looks_then_are_those_of_its_teachers(teacher, mine, elsewhere):
    school = teacher.posts.get().school
    assert seen_by(RoleGrantFactory(school_admin=True, school=school).user) == {mine}
    assert seen_by(RoleGrantFactory(school_admin=True).user) == set()


@pytest.mark.parametrize("role", ["trainer", "editor", "site_admin", "auditor"])
def test_certificates_when_others_look_then_there_are_none(role, mine):
    assert seen_by(RoleGrantFactory(**{role: True}).user) == set()


@pytest.mark.abuse("A02")
def test_certificates_when_nobody_is_signed_in_then_there_are_none(mine):
    assert seen_by(AnonymousUser()) == set()
    assert not Certificate.objects.of_person(AnonymousUser()).exists()


def test_templates_when_an_officer_looks_then_are_those_of_the_own_units(officer, template):
    CertificateTemplateFactory()

    assert list(CertificateTemplate.objects.visible_to(officer)) == [template]


def test_templates_when_a_trainer_or_teacher_looks_then_there_are_none(teacher, template):
    trainer = RoleGrantFactory(trainer=True).user
    assert not CertificateTemplate.objects.visible_to(trainer).exists()
    assert not CertificateTemplate.objects.visible_to(teacher.user).exists()


def test_batches_when_listed_then_are_ones_own_while_one_holds_a_role(officer):
    own = CertificateBatchFactory(ordered_by=officer)
    CertificateBatchFactory()
    former = CertificateBatchFactory()

    assert list(CertificateBatch.objects.visible_to(officer)) == [own]
    assert not CertificateBatch.objects.visible_to(former.ordered_by).exists()
