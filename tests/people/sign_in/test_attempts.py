"""Guessing is slowed and stopped, and nobody else is harmed by it (A04)."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from people.access_log.enums import Action
from people.access_log.models import AccessRecord
from people.sign_in.attempts import ADDRESS_LIMIT, TooManyAttemptsError, begin_attempt
from people.sign_in.models import FailedAttempt
from tests.factories.people import UserFactory
from tests.people.sign_in.steps import PASSWORD, complaint, is_in, log_in

pytestmark = pytest.mark.django_db

TIME_TOLD = re.compile(r"尝试次数过多，请在 \d+ (秒|分钟)后再试。")
SCHOOL = "10.20.30.40"


def guess(client, name, times, **extra) -> list[str]:
    return [complaint(log_in(client, name, "wrong", **extra)) for _time in range(times)]


def later(**time):
    return time_machine.travel(timezone.now() + timedelta(**time), tick=True)


def people(number):
    users = [UserFactory() for _one in range(number)]
    for user in users:
        user.set_password(PASSWORD)
        user.save()
    return users


@pytest.mark.abuse("A04")
def test_guessing_when_tried_twelve_times_then_is_stopped_with_words_and_a_time(client, person):
    told = guess(client, "u-zhang", 12)

    assert told[:3] == ["账号或密码不正确。请核对后重新输入。"] * 3
    assert all(TIME_TOLD.fullmatch(sentence) for sentence in told[3:])
    assert AccessRecord.objects.filter(action=Action.SIGN_IN_FAILED, actor=person).count() == 3
    assert AccessRecord.objects.filter(action=Action.SIGN_IN_LOCKED, actor=person).count() == 9


@pytest.mark.abuse("A04")
def test_guessing_when_the_name_is_unknown_then_is_stopped_in_the_same_words(client, person):
    assert guess(client, "nobody", 12) == guess(Client(), "u-zhang", 12)


@pytest.mark.abuse("A04")
def test_password_when_right_but_too_early_then_is_not_looked_at(client, person):
    guess(client, "u-zhang", 3)

    assert TIME_TOLD.fullmatch(complaint(log_in(client, "u-zhang")))
    assert not is_in(client)
    with later(seconds=11):
        log_in(client, "u-zhang")
    assert is_in(client)


@pytest.mark.abuse("A04")
@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 0), (2, 0), (3, 10), (4, 30), (5, 900), (9, 900), (10, 3600)]
)
def test_pause_when_failures_go_on_then_grows(failures, seconds):
    with time_machine.travel(timezone.now(), tick=False):
        key = begin_attempt("account:1", address=None).key
        FailedAttempt.objects.all().delete()
        FailedAttempt.objects.bulk_create([FailedAttempt(key=key) for _one in range(failures)])
        try:
            begin_attempt("account:1", address=None)
            wait = 0
        except TooManyAttemptsError as error:
            wait = round((error.until - timezone.now()).total_seconds())

    assert wait == seconds


@pytest.mark.abuse("A04")
def test_guessing_when_it_goes_on_for_a_day_then_few_guesses_are_looked_at(client, person):
    moment, looked_at = timezone.now(), 0
    end = moment + timedelta(days=1)
    while moment < end:
        with time_machine.travel(moment, tick=False):
            try:
                begin_attempt("account:1", address=None).failed()
                looked_at += 1
                moment += timedelta(seconds=1)
            except TooManyAttemptsError as error:
                moment = error.until + timedelta(seconds=1)

    assert looked_at < 200


@pytest.mark.abuse("A04")
def test_names_of_one_account_when_guessed_in_turn_then_count_together(client, person):
    guess(client, "u-zhang", 1)
    guess(client, "420106000001", 1)
    guess(client, "13907130001", 1)

    assert TIME_TOLD.fullmatch(guess(client, "zhang@school.example", 1)[0])


@pytest.mark.abuse("A04")
def test_other_person_when_one_is_guessed_at_then_signs_in(client, person):
    guess(Client(), "u-zhang", 12, REMOTE_ADDR=SCHOOL)
    [colleague] = people(1)

    log_in(client, colleague.username, REMOTE_ADDR=SCHOOL)

    assert is_in(client)


@pytest.mark.abuse("A04")
def test_owner_on_a_known_device_when_strangers_guess_then_signs_in(client, person):
    log_in(client, "u-zhang")
    client.post("/accounts/logout/")
    guess(Client(), "u-zhang", 12)

    log_in(client, "u-zhang")

    assert is_in(client)


@pytest.mark.abuse("A04")
def test_known_device_when_it_guesses_itself_then_is_stopped_too(client, person):
    """Who sits down at a colleague's computer."""
    log_in(client, "u-zhang")
    client.post("/accounts/logout/")

    assert TIME_TOLD.fullmatch(guess(client, "u-zhang", 4)[-1])


@pytest.mark.abuse("A04")
def test_address_when_it_tries_one_password_at_thirty_people_more_then_is_stopped(person):
    stranger = Client(REMOTE_ADDR=SCHOOL)
    guess(stranger, "u-zhang", 12)
    told = [guess(stranger, user.username, 1)[0] for user in people(30)]

    assert TIME_TOLD.fullmatch(told[-1])
    assert sum(bool(TIME_TOLD.fullmatch(sentence)) for sentence in told) == 3
    assert FailedAttempt.objects.count() == ADDRESS_LIMIT
    elsewhere = Client(REMOTE_ADDR="10.9.9.9")
    log_in(elsewhere, "u-zhang-unknown")
    log_in(elsewhere, people(1)[0].username)
    assert is_in(elsewhere)


@pytest.mark.abuse("A04")
def test_address_when_it_is_stopped_then_those_known_there_still_sign_in(client, person):
    log_in(client, "u-zhang", REMOTE_ADDR=SCHOOL)
    client.post("/accounts/logout/")
    stranger = Client(REMOTE_ADDR=SCHOOL)
    for user in people(ADDRESS_LIMIT):
        guess(stranger, user.username, 1)

    log_in(client, "u-zhang", REMOTE_ADDR=SCHOOL)

    assert is_in(client)


@pytest.mark.abuse("A04")
def test_address_when_its_time_is_over_then_is_free_again(person):
    stranger = Client(REMOTE_ADDR=SCHOOL)
    for number in range(ADDRESS_LIMIT):
        guess(stranger, f"nobody{number}", 1)
    assert TIME_TOLD.fullmatch(complaint(log_in(stranger, "u-zhang")))

    with later(minutes=16):
        log_in(stranger, "u-zhang")

    assert is_in(stranger)


@pytest.mark.abuse("A04")
def test_sixty_colleagues_behind_one_address_when_each_mistypes_once_then_all_sign_in(db):
    for user in people(60):
        browser = Client(REMOTE_ADDR=SCHOOL)
        guess(browser, user.username, 1)
        log_in(browser, user.username)
        assert is_in(browser)

    assert not FailedAttempt.objects.exists()


@pytest.mark.abuse("A04")
def test_ipv6_address_when_it_changes_its_second_half_then_stays_the_same(person):
    for number in range(ADDRESS_LIMIT):
        guess(Client(REMOTE_ADDR=f"2001:db8:1:2::{number:x}"), f"nobody{number}", 1)

    stopped, other = (
        Client(REMOTE_ADDR="2001:db8:1:2:ffff::1"),
        Client(REMOTE_ADDR="2001:db8:1:3::1"),
    )

    assert TIME_TOLD.fullmatch(complaint(log_in(stopped, "u-zhang")))
    log_in(other, "u-zhang")
    assert is_in(other)


def test_failures_when_they_no_longer_count_then_are_not_kept(person, client):
    guess(client, "nobody", 3)

    with later(hours=2):
        guess(client, "somebody", 1)

    assert FailedAttempt.objects.count() == 1
