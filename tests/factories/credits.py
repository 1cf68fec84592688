"""Entries of the ledger, posted through its only door, and the papers beside it."""

from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from common.hours import to_tenths
from credits.enums import Category, Level, Mode, Source
from credits.models import Entry, Exemption, Policy
from credits.services.posting import Movement, post_hours
from tests.factories.people import SchoolFactory, TeacherFactory, UserFactory


class EntryFactory(DjangoModelFactory):
    """8 学时 of professional skill on 10 May. Give `by` or `batch` to say where they came from."""

    class Meta:
        model = Entry

    class Params:
        other = factory.Trait(category=Category.OTHER)

    teacher = factory.SubFactory(TeacherFactory)
    school = factory.SubFactory(SchoolFactory)
    year = 2025
    category = Category.SKILL
    level = Level.CITY
    mode = Mode.ONSITE
    hours = Decimal("8.0")
    title = factory.Sequence(lambda n: f"测试培训{n}")
    starts_on = factory.LazyAttribute(lambda entry: date(entry.year, 5, 10))
    ends_on = factory.SelfAttribute("starts_on")
    source = Source.REGISTER
    fact = factory.Sequence(lambda n: f"test:{n}")

    @classmethod
    def _create(cls, model_class, *, teacher, school, hours, by=None, batch=None, **values):
        movement = Movement(
            teacher_id=teacher.pk,
            school_id=school.pk,
            unit_id=school.unit_id,
            tenths=to_tenths(hours),
            **values,
        )
        [pk] = post_hours([movement], by=by, batch_id=batch.pk if batch else None)
        return model_class.objects.get(pk=pk)


class ExemptionFactory(DjangoModelFactory):
    class Meta:
        model = Exemption

    teacher = factory.SubFactory(TeacherFactory)
    year = 2025
    reason = "产假"
    document = "武教测〔2025〕1号"
    approved_by = factory.SubFactory(UserFactory)


class PolicyFactory(DjangoModelFactory):
    """A further edition, in force from 2025."""

    class Meta:
        model = Policy

    edition = factory.Sequence(lambda n: f"测试版{n}")
    effective_from = date(2025, 1, 1)
