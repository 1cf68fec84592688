"""Claims of teachers. What lies in review or is decided comes from the services instead."""

from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from credits.claims.models import Claim, ClaimKind, Evidence
from credits.claims.services.submitting import submit_claim
from credits.enums import Category, Level, Mode
from people.models import Teacher
from tests.factories.people import PostFactory, UserFactory


def claimant(**post) -> Teacher:
    """A teacher with an account and a post since 2020, full-time unless `post` says otherwise."""
    return PostFactory(teacher__user=UserFactory(), **post).teacher


class ClaimFactory(DjangoModelFactory):
    """A whole draft: 16 学时 of skill in March 2026, two days."""

    class Meta:
        model = Claim

    teacher = factory.LazyFunction(claimant)
    kind = factory.LazyFunction(lambda: ClaimKind.objects.get(code="training"))
    title = factory.Sequence(lambda n: f"沙盘游戏治疗培训{n}")
    organiser = "示范大学"
    category = Category.SKILL
    level = Level.PROVINCE
    mode = Mode.ONSITE
    starts_on = date(2026, 3, 7)
    ends_on = date(2026, 3, 8)
    hours = Decimal("16.0")


class EvidenceFactory(DjangoModelFactory):
    """A row without its file."""

    class Meta:
        model = Evidence

    claim = factory.SubFactory(ClaimFactory)
    name = "结业证书.jpg"
    kind = "image"
    suffix = "jpg"
    stored_name = factory.Sequence(lambda n: f"claims/test-{n}")
    size = 1000
    digest = factory.Sequence(lambda n: f"{n:064x}")


def handed_in(teacher: Teacher | None = None, **values) -> Claim:
    """A claim that lies at its first desk."""
    values |= {"teacher": teacher} if teacher else {}
    claim = ClaimFactory(**values)
    EvidenceFactory(claim=claim)
    return submit_claim(claim, by=claim.teacher.user)
