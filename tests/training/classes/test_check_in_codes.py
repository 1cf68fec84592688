"""The turning code on the lecturer's screen, and a person's own code."""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.classes.check_in_codes import (
    CheckInCode,
    CodeExpiredError,
    CodeForgedError,
    current_code,
    person_code,
    read_code,
    read_code_at,
    read_person_code,
)

SESSION = UUID("0197a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b")
OTHER = UUID("0197a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5c")
# The beginning of a window of either code.
NOON = datetime(2025, 3, 8, 4, 0, tzinfo=UTC)
SAFE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def later(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def late_by(seconds: float, seen: float = 0) -> int:
    """By how much a code shown at noon plus `seen` is too late at noon plus `seconds`."""
    with pytest.raises(CodeExpiredError) as caught:
        read_code(current_code(SESSION, "in", later(seen)), later(seconds))
    return caught.value.by_seconds


@pytest.mark.parametrize("direction", ["in", "out"])
def test_code_when_read_at_once_says_session_and_direction(direction):
    read = read_code(current_code(SESSION, direction, NOON), NOON)

    assert read == CheckInCode(SESSION, direction, int(NOON.timestamp()) // 15)


def test_code_when_written_is_short_and_safe_in_an_address():
    assert re.fullmatch(r"[\w-]{48}", current_code(SESSION, "out", NOON), re.ASCII)
    assert re.fullmatch(r"[\w-]{38}", person_code(17, NOON), re.ASCII)


def test_code_when_15_seconds_pass_changes_and_before_does_not():
    shown = current_code(SESSION, "in", NOON)

    assert current_code(SESSION, "in", later(14.9)) == shown
    assert current_code(SESSION, "in", later(15)) != shown


def test_codes_of_directions_and_sessions_differ():
    codes = {current_code(key, way, NOON) for key in (SESSION, OTHER) for way in ("in", "out")}

    assert len(codes) == 4


def test_code_when_written_for_another_direction_is_no_code():
    with pytest.raises(ValueError, match="not in tuple"):
        current_code(SESSION, "away", NOON)


@pytest.mark.parametrize("seconds", [0, 14.9, 15, 29.9])
def test_code_when_seen_up_to_30_seconds_ago_counts(seconds):
    assert read_code(current_code(SESSION, "in", NOON), later(seconds)).session_key == SESSION


def test_code_when_seen_at_the_end_of_its_window_counts_for_15_seconds_more():
    assert read_code(current_code(SESSION, "in", later(14.9)), later(29.9)).direction == "in"


@pytest.mark.parametrize(("seconds", "by"), [(30, 1), (30.5, 1), (31, 2), (3600, 3571)])
def test_code_when_its_time_is_over_is_expired_by_the_seconds_since(seconds, by):
    assert late_by(seconds) == by


def test_code_when_the_reader_is_one_window_behind_counts_and_two_does_not():
    shown = current_code(SESSION, "in", NOON)

    assert read_code(shown, later(-15)).session_key == SESSION
    assert late_by(-15.5) == -1
    assert late_by(-60) == -45


def test_code_when_read_twice_in_its_time_is_read_twice():
    shown = current_code(SESSION, "in", NOON)

    assert read_code(shown, later(3)) == read_code(shown, later(20))


def test_code_when_read_on_a_server_of_another_zone_is_the_same():
    local = NOON.astimezone(ZoneInfo("Asia/Shanghai"))

    assert current_code(SESSION, "in", local) == current_code(SESSION, "in", NOON)


@given(place=st.integers(0, 47), other=st.sampled_from(SAFE))
def test_code_when_one_character_is_another_is_forged(place, other):
    shown = current_code(SESSION, "in", NOON)
    changed = shown[:place] + other + shown[place + 1 :]

    if changed == shown:
        assert read_code(changed, NOON).session_key == SESSION
        return
    with pytest.raises(CodeForgedError):
        read_code(changed, NOON)


@given(place=st.integers(0, 37), other=st.sampled_from(SAFE))
def test_person_code_when_one_character_is_another_is_forged(place, other):
    """The last character of these holds bits that decode to nothing."""
    shown = person_code(17, NOON)
    changed = shown[:place] + other + shown[place + 1 :]

    if changed == shown:
        assert read_person_code(changed, NOON) == 17
        return
    with pytest.raises(CodeForgedError):
        read_person_code(changed, NOON)


def test_code_when_its_session_is_exchanged_is_forged():
    mine, theirs = current_code(SESSION, "in", NOON), current_code(OTHER, "in", NOON)

    with pytest.raises(CodeForgedError):
        read_code(theirs[:24] + mine[24:], NOON)


@pytest.mark.parametrize(
    "code",
    ["", "A", "AAAA", "A" * 48, "A" * 5000, "=" * 48, "签" * 48, "\x00", "A" * 47 + "\n", "A" * 49],
    ids=range(10),
)
def test_code_when_it_is_nonsense_is_forged(code):
    with pytest.raises(CodeForgedError):
        read_code(code, NOON)
    with pytest.raises(CodeForgedError):
        read_person_code(code, NOON)


@pytest.mark.parametrize("dressed", ["{}=", "{}\n", " {}", "{}!", "!{}"])
def test_code_when_something_is_put_around_it_is_forged(dressed):
    with pytest.raises(CodeForgedError):
        read_code(dressed.format(current_code(SESSION, "in", NOON)), NOON)


@given(st.text())
def test_code_when_it_is_any_text_is_forged(text):
    with pytest.raises(CodeForgedError):
        read_code(text, NOON)


def test_code_of_one_kind_when_read_as_the_other_is_forged():
    with pytest.raises(CodeForgedError):
        read_person_code(current_code(SESSION, "in", NOON), NOON)
    with pytest.raises(CodeForgedError):
        read_code(person_code(17, NOON), NOON)


def test_code_when_the_secret_key_was_changed_is_forged_unless_the_old_one_is_kept(settings):
    shown = current_code(SESSION, "in", NOON)
    settings.SECRET_KEY = "another"

    with pytest.raises(CodeForgedError):
        read_code(shown, NOON)
    settings.SECRET_KEY_FALLBACKS = ["only-for-tests"]
    assert read_code(shown, NOON).session_key == SESSION


@pytest.mark.parametrize("hours", [0, 1, 24])
def test_kept_code_when_sent_within_a_day_counts(hours):
    shown = current_code(SESSION, "in", NOON)

    assert read_code_at(shown, later(10), later(10 + hours * 3600)).session_key == SESSION


def test_kept_code_when_sent_after_a_day_is_expired():
    shown = current_code(SESSION, "in", NOON)

    with pytest.raises(CodeExpiredError) as caught:
        read_code_at(shown, later(10), later(10 + 24 * 3600 + 7))
    assert caught.value.by_seconds == 7


def test_kept_code_when_the_delay_allowed_is_shorter_is_expired_sooner():
    shown = current_code(SESSION, "in", NOON)

    with pytest.raises(CodeExpiredError):
        read_code_at(shown, later(0), later(601), timedelta(minutes=10))
    assert read_code_at(shown, later(0), later(600), timedelta(minutes=10)).direction == "in"


@pytest.mark.parametrize("seen", [-16, 30])
def test_kept_code_when_it_did_not_hold_at_the_time_claimed_is_expired(seen):
    shown = current_code(SESSION, "in", NOON)

    with pytest.raises(CodeExpiredError):
        read_code_at(shown, later(seen), later(60))


def test_kept_code_when_seen_after_it_was_received_is_expired():
    """The phone's clock is ahead by more than the codes forgive."""
    shown = current_code(SESSION, "in", later(60))

    with pytest.raises(CodeExpiredError) as caught:
        read_code_at(shown, later(60), later(0))
    assert caught.value.by_seconds == -45


@pytest.mark.parametrize("seconds", [-60, 0, 59, 299.9])
def test_person_code_when_read_within_5_minutes_is_of_the_person(seconds):
    assert read_person_code(person_code(2**40, NOON), later(seconds)) == 2**40


@pytest.mark.parametrize(("seconds", "by"), [(300, 1), (310, 11), (-61, -1)])
def test_person_code_when_read_at_another_time_is_expired(seconds, by):
    with pytest.raises(CodeExpiredError) as caught:
        read_person_code(person_code(17, NOON), later(seconds))
    assert caught.value.by_seconds == by


def test_person_code_when_a_minute_passes_changes():
    assert person_code(17, later(59)) == person_code(17, NOON)
    assert person_code(17, later(60)) != person_code(17, NOON)
