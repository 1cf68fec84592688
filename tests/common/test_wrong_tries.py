"""Wrong tries are counted by the address they come from (A01)."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache

from common.clock import now
from common.wrong_tries import MOST_TRIES, WINDOW, WrongTries

TRIES = WrongTries("tries")
HERE, ELSEWHERE = "10.0.0.9", "10.0.0.10"


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


@pytest.fixture
def clock():
    with time_machine.travel(now(), tick=False) as traveller:
        yield traveller


def try_wrongly(times, address=HERE):
    for _one in range(times):
        TRIES.note(address)


def test_tries_when_fewer_than_the_limit_then_there_is_another():
    try_wrongly(MOST_TRIES - 1)

    assert TRIES.minutes_to_wait(HERE) == 0


def test_tries_when_used_up_then_there_is_a_wait_here_and_nowhere_else(clock):
    try_wrongly(MOST_TRIES)

    assert TRIES.minutes_to_wait(HERE) == 10
    assert TRIES.minutes_to_wait(ELSEWHERE) == 0


def test_tries_when_the_window_has_passed_then_are_free_again(clock):
    try_wrongly(MOST_TRIES)
    clock.shift(timedelta(seconds=WINDOW - 61))
    assert TRIES.minutes_to_wait(HERE) == 2

    clock.shift(timedelta(seconds=62))
    assert TRIES.minutes_to_wait(HERE) == 0


def test_tries_when_made_slowly_then_each_is_free_ten_minutes_after_itself(clock):
    try_wrongly(MOST_TRIES // 2)
    clock.shift(timedelta(minutes=5))
    try_wrongly(MOST_TRIES)
    assert TRIES.minutes_to_wait(HERE) == 5

    clock.shift(timedelta(minutes=5, seconds=1))
    assert TRIES.minutes_to_wait(HERE) == 0


def test_tries_when_more_than_the_limit_at_once_then_the_wait_is_no_longer(clock):
    try_wrongly(5 * MOST_TRIES)

    assert TRIES.minutes_to_wait(HERE) == 10


def test_tries_when_from_one_ipv6_network_then_count_together():
    for number in range(MOST_TRIES):
        TRIES.note(f"2001:db8:1:2::{number + 1:x}")

    assert TRIES.minutes_to_wait("2001:db8:1:2:ffff::1") > 0
    assert TRIES.minutes_to_wait("2001:db8:1:3::1") == 0


def test_tries_when_no_address_is_known_then_count_all_the_same():
    try_wrongly(MOST_TRIES, address=None)

    assert TRIES.minutes_to_wait(None) > 0
    assert TRIES.minutes_to_wait(HERE) == 0


def test_tries_when_of_another_kind_then_are_counted_apart():
    try_wrongly(MOST_TRIES)

    assert WrongTries("others").minutes_to_wait(HERE) == 0
