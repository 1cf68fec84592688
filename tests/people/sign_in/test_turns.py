"""Whoever signs in waits their turn; a crowd is asked to come again, and holds nobody else up."""

from contextlib import contextmanager
from threading import Thread

import pytest

from people.access_log.models import AccessRecord
from people.sign_in import turns
from people.sign_in.models import FailedAttempt
from people.sign_in.turns import PLACES, TooManyAtOnceError, ones_turn
from tests.people.sign_in.steps import complaint, is_in, log_in

BUSY = "现在登录的人较多，请过几秒再试。"


@contextmanager
def crowd():
    """Every place is taken."""
    for _number in range(PLACES):
        turns._places.acquire()
    try:
        yield
    finally:
        turns._places.release(PLACES)


def test_turn_when_every_place_is_taken_then_the_next_is_sent_away():
    with crowd(), pytest.raises(TooManyAtOnceError), ones_turn():
        pass

    with ones_turn():
        pass


def test_turns_when_many_come_then_nobody_is_at_it_beside_another():
    at_it, seen = [], []

    def look():
        with ones_turn():
            at_it.append(True)
            seen.append((len(at_it), turns._turn.locked()))
            at_it.pop()

    people = [Thread(target=look) for _number in range(PLACES)]
    for person in people:
        person.start()
    for person in people:
        person.join()

    assert seen == [(1, True)] * PLACES


def test_turn_when_something_fails_in_it_then_its_place_is_free_again():
    for _time in range(PLACES + 1):
        with pytest.raises(ZeroDivisionError), ones_turn():
            raise ZeroDivisionError


@pytest.mark.django_db
def test_log_in_when_a_crowd_is_before_one_then_says_so_and_counts_no_failure(client, person):
    with crowd():
        refused = log_in(client, person.username)
        assert client.get("/healthz/").status_code == 200

    assert complaint(refused) == BUSY
    assert not is_in(client)
    assert not FailedAttempt.objects.exists()
    assert not AccessRecord.objects.exists()


@pytest.mark.django_db
def test_log_in_when_the_crowd_has_gone_then_gets_in(client, person):
    with crowd():
        log_in(client, person.username)

    log_in(client, person.username)

    assert is_in(client)


@pytest.mark.django_db
def test_password_asked_again_when_a_crowd_signs_in_then_says_so(client, person):
    client.force_login(person)

    with crowd():
        page = client.post("/accounts/reauthenticate/", {"password": "x"}).content.decode()

    assert BUSY in page
