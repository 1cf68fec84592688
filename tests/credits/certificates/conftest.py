"""A unit with its officer and template, a teacher with an account, a key that signs."""

import base64
from datetime import date
from decimal import Decimal

import pytest
from django.core.cache import cache

from credits.certificates.models import CertificateTemplate
from credits.certificates.services.issuing import CertificateDraft
from credits.enums import Category
from people.models import Teacher, Unit, User
from tests.factories.certificates import CertificateTemplateFactory
from tests.factories.people import (
    PostFactory,
    RoleGrantFactory,
    SchoolFactory,
    UnitFactory,
    UserFactory,
)

SEED = bytes(range(32))


@pytest.fixture(autouse=True)
def nothing_counted_yet():
    cache.clear()


@pytest.fixture(autouse=True)
def private_root(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "private"
    return settings.PRIVATE_ROOT


@pytest.fixture(autouse=True)
def signing_key(settings) -> bytes:
    """The seed of the key with which the site signs."""
    settings.CERTIFICATE_SIGNING_KEY = base64.b64encode(SEED).decode()
    settings.CERTIFICATE_PUBLIC_KEYS = []
    return SEED


@pytest.fixture
def unit(db) -> Unit:
    return UnitFactory(code="T-JA", name="江岸区教育局")


@pytest.fixture
def officer(unit) -> User:
    """The unit's officer."""
    grant = RoleGrantFactory(
        unit_officer=True, unit=unit, user__last_name="王", user__first_name="强"
    )
    return grant.user


@pytest.fixture
def template(unit) -> CertificateTemplate:
    return CertificateTemplateFactory(unit=unit)


@pytest.fixture
def teacher(unit) -> Teacher:
    """In post at a school of the unit, with an account."""
    post = PostFactory(school=SchoolFactory(unit=unit), teacher__name="张晓梅")
    post.teacher.user = UserFactory()
    post.teacher.save()
    return post.teacher


@pytest.fixture
def draft():
    """Makes a draft for a teacher; each has a fact of its own unless one is given."""

    def make(teacher: Teacher, fact: str = "", **changes) -> CertificateDraft:
        facts = {
            "fact": fact or f"class:0190:{teacher.pk}",
            "title": "心理健康教育骨干教师研修班",
            "starts_on": date(2026, 3, 1),
            "ends_on": date(2026, 3, 5),
            "hours": {Category.ETHICS: Decimal("4"), Category.SKILL: Decimal("12.5")},
            **changes,
        }
        return CertificateDraft(teacher=teacher, **facts)

    return make
