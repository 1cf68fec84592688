"""docs/abuse.md and the tests speak of the same cases."""

import re
from collections import defaultdict

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
ROW = re.compile(r"^\| ([A-Z]\d+) \| .+ \| (.+) \|$", re.MULTILINE)
FILE = re.compile(r"`(tests/[^`]+)`")
WAITING = "not yet: "
MARKED = re.compile(r"mark\.abuse\(\"(\w+)\"\)")
# The cases of each family, and the faults.
IDS = [
    f"{family}{number:0{digits}}"
    for family, count, digits in (
        ("A", 9, 2), ("T", 13, 2), ("R", 5, 2), ("P", 4, 2), ("D", 4, 2), ("C", 5, 2), ("F", 12, 1),
    )
    for number in range(1, count + 1)
]  # fmt: skip


def cases() -> dict[str, str]:
    """{id: what holds it} as the page has it."""
    return dict(ROW.findall((ROOT / "docs/abuse.md").read_text(encoding="utf-8")))


def marked() -> dict[str, set[str]]:
    """{id: the files with a test that is marked with it}."""
    found = defaultdict(set)
    for path in (ROOT / "tests").rglob("*.py"):
        for case in MARKED.findall(path.read_text(encoding="utf-8")):
            found[case].add(path.relative_to(ROOT).as_posix())
    return found


def test_page_when_read_then_has_every_case_once_and_in_order():
    text = (ROOT / "docs/abuse.md").read_text(encoding="utf-8")

    assert [case for case, _held in ROW.findall(text)] == IDS


def test_marker_when_it_names_a_case_then_the_page_has_it():
    assert marked().keys() - cases().keys() == set()


@pytest.mark.parametrize("case", IDS)
def test_case_when_held_then_by_the_tests_that_the_page_names(case):
    held = cases()[case]

    assert set(FILE.findall(held)) == marked()[case]
    assert FILE.search(held) or WAITING in held
