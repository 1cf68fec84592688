"""Training classes and who sits in them. Places with a story come from the services instead."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import factory
from factory.django import DjangoModelFactory

from common.clock import now
from credits.enums import Category, Level
from people.enums import PostKind
from tests.factories.people import PostFactory, TeacherFactory, UnitFactory, UserFactory
from training.classes.enums import ClassState, PlaceState, Way
from training.classes.models import Place, Session, TrainingClass, UnitQuota

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(text: str) -> datetime:
    """A moment in Shanghai: "2026-03-09 08:30"."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


class ClassFactory(DjangoModelFactory):
    """Open for enrolment since yesterday, with one organiser; `sessions` adds sittings of 3 hours
    on that many coming days."""

    class Meta:
        model = TrainingClass
        skip_postgeneration_save = True

    number = factory.Sequence(lambda n: f"2026-T-{n:03}")
    title = factory.Sequence(lambda n: f"心理辅导能力提升班{n}")
    unit = factory.SubFactory(UnitFactory)
    level = Level.DISTRICT
    capacity = 50
    enrol_from = factory.LazyFunction(lambda: now() - timedelta(days=1))
    enrol_until = factory.LazyFunction(lambda: now() + timedelta(days=5))
    state = ClassState.ENROLLING
    created_by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def organised(self, create, extracted, **kwargs):
        self.organisers.add(self.created_by)

    @factory.post_generation
    def sessions(self, create, extracted, **kwargs):
        for day in range(extracted or 0):
            SessionFactory(training_class=self, starts_at=now() + timedelta(days=7 + day), **kwargs)


class SessionFactory(DjangoModelFactory):
    """Three hours: 4 学时."""

    class Meta:
        model = Session

    training_class = factory.SubFactory(ClassFactory)
    title = "个别辅导的伦理"
    category = Category.ETHICS
    starts_at = factory.LazyFunction(lambda: now() + timedelta(days=7))
    ends_at = factory.LazyAttribute(lambda session: session.starts_at + timedelta(hours=3))


class QuotaFactory(DjangoModelFactory):
    class Meta:
        model = UnitQuota

    training_class = factory.SubFactory(ClassFactory)
    unit = factory.SubFactory(UnitFactory)
    places = 1


class PlaceFactory(DjangoModelFactory):
    """Somebody in the class, on the next seat."""

    class Meta:
        model = Place

    training_class = factory.SubFactory(ClassFactory)
    teacher = factory.SubFactory(TeacherFactory)
    unit = factory.LazyAttribute(lambda place: place.training_class.unit)
    post_kind = PostKind.FULL_TIME
    way = Way.SELF
    state = PlaceState.IN
    seat = factory.LazyAttribute(
        lambda place: Place.objects.filter(training_class=place.training_class).count() + 1
    )


def psychologist(unit=None, **fields):
    """A full-time psychology teacher with an account, at a school of `unit`."""
    teacher = TeacherFactory(user=UserFactory(), **fields)
    school = {"school__unit": unit} if unit else {}
    PostFactory(teacher=teacher, **school)
    return teacher
