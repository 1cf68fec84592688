"""The two sample cities with figures computed by another program, by the commands as typed.

They lie outside the repository, in the folder shared/data beside it.
"""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

CITIES = Path(__file__).resolve().parents[3] / "shared" / "data"
KINDS = ("schools", "teachers", "hours")

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not CITIES.is_dir(), reason="no folder shared/data beside the repository"),
    pytest.mark.parametrize("city", ["clean", "dirty"]),
]


def answer(*command):
    out = StringIO()
    call_command(*command, "--json", stdout=out)
    return json.loads(out.getvalue())


def expected_of(city):
    return json.loads((CITIES / city / "expected.json").read_text(encoding="utf-8"))


def imported(city):
    return {kind: answer(f"import_{kind}", str(CITIES / city / f"{kind}.xlsx")) for kind in KINDS}


def as_expected(told, expected):
    """The parts of an answer that the expectation speaks of."""
    return {name: told[name] for name in expected}


@pytest.mark.rule("I1")
def test_hours_import_accepts_and_refuses_as_expected(city):
    told = imported(city)["hours"]
    expected = expected_of(city)["hours_import"]
    refusals = [{"row": cell["row"], "code": cell["code"]} for cell in told["rejected"]]
    assert refusals == expected["rejected"]
    assert (told["rows"], told["accepted"]) == (expected["rows"], expected["accepted"])


@pytest.mark.rule("V3")
@pytest.mark.rule("V6")
@pytest.mark.clause("R18")
def test_audits_print_the_expected_figures(city):
    imported(city)
    expected = expected_of(city)
    assumptions = {
        "audit": (),
        "audit_monthly": ("--set", "proration=monthly"),
        "audit_ratio_1000": ("--set", "students_per_full_time=1000"),
    }
    for name, options in assumptions.items():
        told = answer("audit", "--year", "2025", *options)
        assert as_expected(told, expected[name]) == expected[name]


@pytest.mark.rule("I3")
def test_importing_all_again_changes_nothing(city):
    before = imported(city)
    audit = answer("audit", "--year", "2025")
    again = imported(city)
    for kind in KINDS:
        assert again[kind]["accepted"] == 0
        assert again[kind]["unchanged"] == before[kind]["accepted"]
        assert again[kind]["rejected"] == before[kind]["rejected"]
    assert answer("audit", "--year", "2025") == audit
