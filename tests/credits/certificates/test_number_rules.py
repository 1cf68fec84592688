"""Rules of numbers: what may stand in one, and that no two numbers read alike."""

import pytest

from credits.certificates.exceptions import BadNumberRuleError
from credits.certificates.models import DEFAULT_RULE
from credits.certificates.number_rules import check_rule, counter_of, number_of

GOOD = (
    DEFAULT_RULE,
    "{seq}",
    "武心证〔{year}〕第{seq}号",
    "{unit}({year}){seq:04d}",
    "{seq:05d}-{unit}",
)
BAD = (
    ("{unit}-{year}", "no_seq"),
    ("", "no_seq"),
    ("{seq}-{seq}", "no_seq"),
    ("{unit}-{teacher}-{seq}", "unknown"),
    ("{}-{seq}", "unknown"),
    ("{seq.__class__}-", "unknown"),
    ("{seq[0]}", "unknown"),
    ("{seq:99999d}", "format"),
    ("{year:05d}-{seq}", "format"),
    ("{seq:>30}", "format"),
    ("{seq!r}", "syntax"),
    ("{seq", "syntax"),
    ("A/{seq}", "letters"),
    ("<b>{seq}", "letters"),
    ("=1+{seq}", "letters"),
    ("a\n-{seq}", "letters"),
    ("{year}{seq}", "digits"),
    ("{seq}{year}", "digits"),
    ("2026{seq}", "digits"),
    ("{seq:05d}1", "digits"),
    ("武" * 55 + "{seq}", "long"),
)


@pytest.mark.parametrize("rule", GOOD)
def test_rule_when_it_counts_apart_from_digits_then_is_taken(rule):
    check_rule(rule)


@pytest.mark.abuse("T12")
@pytest.mark.parametrize(("rule", "code"), BAD)
def test_rule_when_it_cannot_be_kept_then_says_why(rule, code):
    with pytest.raises(BadNumberRuleError) as error:
        check_rule(rule)
    assert error.value.code == code


def test_number_when_drawn_then_follows_the_rule():
    assert number_of(DEFAULT_RULE, unit="WH0102", year=2026, seq=17) == "WH0102-2026-00017"
    assert (
        number_of("武心证〔{year}〕第{seq}号", unit="X", year=2026, seq=8) == "武心证〔2026〕第8号"
    )


def test_counter_when_rules_differ_in_digits_only_then_is_the_same():
    """Else 100000 of the one would be 100000 of the other."""
    wide, narrow = (
        counter_of(rule, unit="A", year=2026) for rule in ("{unit}-{seq:05d}", "{unit}-{seq}")
    )
    assert wide == narrow


def test_counter_when_year_or_unit_differ_then_is_another():
    counters = {
        counter_of(DEFAULT_RULE, unit=unit, year=year) for unit in "AB" for year in (2026, 2027)
    }
    assert len(counters) == 4
