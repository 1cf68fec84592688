"""How often a delivery is tried, by whom, and what is left of a worker that was killed."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from common.clock import now
from people.notices.enums import DeliveryState, MailFault
from people.notices.jobs import schedule, send_delivery, send_soon
from people.notices.services.delivering import CLAIM, RETRY_AFTER, attempt, claim
from tests.factories.notices import DeliveryFactory, NoticeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def no_server(settings):
    """Nobody listens on the mail server's port."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1


def test_delays_grow_from_a_minute_to_half_a_day():
    minutes = [delay / timedelta(minutes=1) for delay in RETRY_AFTER]
    assert minutes == [1, 5, 30, 120, 720]


def test_delivery_when_the_server_stays_away_then_given_up_after_six_attempts(
    worker, committed, clock, no_server
):
    with committed():
        send_soon(delivery := DeliveryFactory())
    worker()

    for attempts, delay in enumerate(RETRY_AFTER, start=1):
        delivery.refresh_from_db()
        assert (delivery.state, delivery.attempts) == (DeliveryState.FAILED, attempts)
        assert delivery.next_try_at == now() + delay
        clock.shift(delay - timedelta(seconds=1))
        worker()
        delivery.refresh_from_db()
        assert delivery.attempts == attempts
        clock.shift(1)
        worker()

    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == (DeliveryState.GIVEN_UP, 6)
    assert delivery.last_error == MailFault.UNREACHABLE
    clock.shift(timedelta(days=30))
    worker()
    delivery.refresh_from_db()
    assert delivery.attempts == 6
    assert not DBTaskResult.objects.exclude(status="SUCCESSFUL").exists()


def test_task_when_queued_then_holds_no_words_and_no_address(queue, committed):
    with committed():
        send_soon(delivery := DeliveryFactory(notice=NoticeFactory()))

    assert DBTaskResult.objects.get().args_kwargs == {"args": [delivery.pk], "kwargs": {}}


def test_delivery_when_its_task_runs_twice_then_one_mail(worker, committed):
    with committed():
        delivery = DeliveryFactory()
        send_soon(delivery)
        send_soon(delivery)
    worker()
    send_delivery.call(delivery.pk)

    assert len(mail.outbox) == 1


def test_claim_when_somebody_is_at_it_then_none_until_its_time_is_over(clock):
    delivery = DeliveryFactory()
    taken = claim(delivery.pk)

    assert taken.attempts == 1
    assert claim(delivery.pk) is None
    clock.shift(CLAIM)
    assert claim(delivery.pk).attempts == 2


@pytest.mark.parametrize("state", ["sent", "given_up"])
def test_claim_when_sent_or_given_up_then_none(state):
    assert claim(DeliveryFactory(**{state: True}).pk) is None


def test_claim_when_not_yet_time_or_deleted_then_none():
    assert claim(DeliveryFactory(next_try_at=now() + timedelta(seconds=1)).pk) is None
    assert claim(404) is None


def test_delivery_when_its_worker_is_killed_then_taken_up_again(worker, queue, clock):
    delivery = DeliveryFactory()
    schedule(claim(delivery.pk))  # what a worker does before it speaks to the mail server

    worker()
    assert mail.outbox == []
    clock.shift(CLAIM)
    worker()

    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == (DeliveryState.SENT, 2)
    assert len(mail.outbox) == 1


def test_task_when_it_takes_a_delivery_up_then_another_waits_in_case_it_is_killed(queue):
    delivery = DeliveryFactory()
    send_delivery.call(delivery.pk)

    assert DBTaskResult.objects.get().run_after == now() + CLAIM


def test_delivery_when_every_worker_is_killed_then_given_up(clock):
    delivery = DeliveryFactory()
    for _ in range(6):
        assert claim(delivery.pk)
        clock.shift(CLAIM)

    assert claim(delivery.pk) is None
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.GIVEN_UP
    assert delivery.last_error == MailFault.INTERRUPTED


def test_attempt_when_it_fails_after_another_took_over_then_changes_nothing(clock, no_server):
    delivery = DeliveryFactory()
    slow = claim(delivery.pk)
    clock.shift(CLAIM)
    claim(delivery.pk)

    attempt(slow)

    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == (DeliveryState.WAITING, 2)
    assert delivery.claimed_until > timezone.now()


def test_attempts_when_repeated_then_carry_one_message_id(clock):
    delivery = DeliveryFactory()
    first = claim(delivery.pk)
    clock.shift(CLAIM)
    second = claim(delivery.pk)
    attempt(first)
    attempt(second)

    ids = {message.extra_headers["Message-ID"] for message in mail.outbox}
    assert len(mail.outbox) == 2
    assert len(ids) == 1
