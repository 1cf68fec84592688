"""Certificates and what belongs to them, as plain rows."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from common.clock import now
from common.ids import uuid7
from credits.certificates.models import Certificate, CertificateBatch, CertificateTemplate
from tests.factories.people import TeacherFactory, UnitFactory, UserFactory


class CertificateTemplateFactory(DjangoModelFactory):
    """One without pictures."""

    class Meta:
        model = CertificateTemplate

    unit = factory.SubFactory(UnitFactory)
    name = factory.Sequence(lambda n: f"模板{n}")
    issuer = "江岸区教育局"
    issuer_en = "Education Bureau of Jiang'an"


class CertificateFactory(DjangoModelFactory):
    """One in force, of a class of five days; `revoked` is the trait of one that is not."""

    class Meta:
        model = Certificate

    class Params:
        revoked = factory.Trait(
            revoked_at=factory.LazyFunction(now),
            revoked_reason="信息有误",
            revoked_by_name="王处长",
        )

    number = factory.Sequence(lambda n: f"WH-2026-{n:05}")
    template = factory.SubFactory(CertificateTemplateFactory)
    teacher = factory.SubFactory(TeacherFactory)
    name = factory.SelfAttribute("teacher.name")
    title = "心理健康教育骨干教师研修班"
    starts_on = date(2026, 3, 1)
    ends_on = date(2026, 3, 5)
    hours = factory.LazyFunction(lambda: {"ethics": 40, "skill": 120})
    issuer = factory.SelfAttribute("template.issuer")
    issuer_en = factory.SelfAttribute("template.issuer_en")
    fact = factory.Sequence(lambda n: f"class:test:{n}")
    issued_by_name = "周敏"


class CertificateBatchFactory(DjangoModelFactory):
    """One that waits for a worker, with nobody in it."""

    class Meta:
        model = CertificateBatch

    form_id = factory.LazyFunction(uuid7)
    count = 1
    ordered_by = factory.SubFactory(UserFactory)
    ordered_by_name = "周敏"
