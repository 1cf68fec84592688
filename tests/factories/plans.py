"""Plans of a year and their lines."""

from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from common.clock import now
from credits.enums import Category, Level
from tests.factories.people import UnitFactory, UserFactory
from training.classes.enums import PlanState, Term
from training.classes.models import PlannedClass, YearPlan


class PlanFactory(DjangoModelFactory):
    """A draft; `proposed` and `published` are the traits of the other states. `lines` adds that
    many."""

    class Meta:
        model = YearPlan
        skip_postgeneration_save = True

    class Params:
        proposed = factory.Trait(
            state=PlanState.PROPOSED, proposed_by=factory.SubFactory(UserFactory)
        )
        published = factory.Trait(
            state=PlanState.PUBLISHED,
            proposed_by=factory.SubFactory(UserFactory),
            published_by=factory.SubFactory(UserFactory),
            published_at=factory.LazyFunction(now),
        )

    unit = factory.SubFactory(UnitFactory)
    year = 2026

    @factory.post_generation
    def lines(self, create, extracted, **kwargs):
        for _number in range(extracted or 0):
            PlannedClassFactory(plan=self, **kwargs)


class PlannedClassFactory(DjangoModelFactory):
    """16 学时 of skill for 50 people, 30,000 yuan."""

    class Meta:
        model = PlannedClass

    plan = factory.SubFactory(PlanFactory)
    title = factory.Sequence(lambda n: f"心理辅导技能班{n}")
    level = Level.DISTRICT
    category = Category.SKILL
    hours = Decimal("16.0")
    term = Term.AUTUMN
    places = 50
    budget = 30000
