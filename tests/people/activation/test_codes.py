"""Codes as they are made, written, read back and kept."""

from datetime import date, datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

import pytest

from people.activation.codes import (
    ALPHABET,
    code_as_typed,
    digest_of,
    digests_of,
    grouped,
    last_day_before,
    link_to,
    new_code,
)

CODE = "ACDEFHJKMNPQ"


def test_code_when_drawn_then_is_twelve_characters_that_no_eye_confuses():
    codes = {new_code() for _one in range(500)}

    assert len(codes) == 500
    assert {len(code) for code in codes} == {12}
    assert set("".join(codes)) == set(ALPHABET)
    assert not set(ALPHABET) & set("0O1IL2Z5S8BGU")


def test_code_when_printed_then_stands_in_groups_of_four():
    assert grouped(CODE) == "ACDE-FHJK-MNPQ"


@pytest.mark.parametrize(
    "written",
    [
        "ACDE-FHJK-MNPQ",
        "acdefhjkmnpq",
        " acde fhjk mnpq ",
        "ＡＣＤＥ－ＦＨＪＫ－ＭＮＰＱ",
        "ACDE—FHJK–MNPQ",
        "ACDE_FHJK.MNPQ\n",
    ],
)
def test_code_when_typed_in_any_way_then_is_read(written):
    assert code_as_typed(written) == CODE


@pytest.mark.parametrize(
    "written",
    ["", "ACDE-FHJK-MNP", "ACDE-FHJK-MNPQQ", "0CDE-FHJK-MNPQ", "激活码激活码激活码激活码", "'; --"],
)
def test_code_when_it_cannot_be_one_then_is_not_read(written):
    assert code_as_typed(written) is None


def test_digest_when_the_secret_is_not_known_then_cannot_be_made(settings):
    kept = digest_of(CODE)
    settings.SECRET_KEY = "another"

    assert digest_of(CODE) != kept
    assert kept not in (sha256(CODE.encode()).hexdigest(), CODE)


def test_digest_when_the_secret_was_changed_then_the_former_one_still_fits(settings):
    kept = digest_of(CODE)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"

    assert kept in digests_of(CODE)
    assert digests_of(CODE)[0] == digest_of(CODE)


def test_link_when_opened_then_never_sends_the_code_along(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://xinyu.example.cn/"

    assert link_to(CODE) == f"https://xinyu.example.cn/activate/#{CODE}"


@pytest.mark.rule("T1")
def test_last_day_when_something_ends_at_midnight_then_is_the_day_before():
    midnight = datetime(2026, 3, 6, tzinfo=ZoneInfo("Asia/Shanghai"))

    assert last_day_before(midnight) == date(2026, 3, 5)
