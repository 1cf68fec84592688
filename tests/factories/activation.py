"""Activation codes and print jobs as plain rows. One factory a model."""

from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from common.clock import now
from common.ids import uuid7
from people.activation.codes import digest_of, new_code
from people.activation.enums import JobState, Purpose, Way
from people.activation.models import ActivationCode, PrintJob
from people.activation.querysets import MOST_FAILURES, SILENCE
from tests.factories.people import TeacherFactory, UserFactory


class ActivationCodeFactory(DjangoModelFactory):
    """Handed over in person and still good; the traits are the other states. `code` is the plain one."""

    class Meta:
        model = ActivationCode

    class Params:
        code = factory.LazyFunction(new_code)
        reset = factory.Trait(purpose=Purpose.RESET)
        used = factory.Trait(used_at=factory.LazyFunction(now))
        revoked = factory.Trait(revoked_at=factory.LazyFunction(now), revoked_by_name="周敏")
        locked = factory.Trait(failures=MOST_FAILURES)
        expired = factory.Trait(expires_at=factory.LazyFunction(now))

    teacher = factory.SubFactory(TeacherFactory)
    purpose = Purpose.ACTIVATE
    way = Way.SCREEN
    digest = factory.LazyAttribute(lambda row: digest_of(row.code))
    issued_by_name = "周敏"
    expires_at = factory.LazyFunction(lambda: now() + timedelta(days=30))


class PrintJobFactory(DjangoModelFactory):
    """Ordered, and waiting for a worker; `abandoned` is one whose worker was killed."""

    class Meta:
        model = PrintJob

    class Params:
        abandoned = factory.Trait(
            state=JobState.WORKING,
            started_at=factory.LazyFunction(lambda: now() - 2 * SILENCE),
            beat_at=factory.LazyFunction(lambda: now() - 2 * SILENCE),
        )

    form_id = factory.LazyFunction(uuid7)
    teacher_ids = factory.LazyFunction(list)
    count = factory.LazyAttribute(lambda job: len(job.teacher_ids))
    ordered_by = factory.SubFactory(UserFactory)
    ordered_by_name = factory.LazyAttribute(lambda job: job.ordered_by.get_full_name())
