"""`audit` on the command line (FORMATS)."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from tests.factories.credits import EntryFactory
from tests.factories.people import PostFactory

pytestmark = pytest.mark.django_db


def run(**options):
    out = io.StringIO()
    call_command("audit", year=2025, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def post():
    post = PostFactory()
    EntryFactory(teacher=post.teacher, school=post.school)
    return post


def test_audit_when_json_prints_the_fixed_shape(post):
    answer = json.loads(run(json=True))
    assert answer["year"] == 2025
    assert (answer["policy"], answer["as_of"]) == ("武汉2019", None)
    assert answer["teachers"][post.teacher.number] == {
        "name": post.teacher.name,
        "school": post.school.code,
        "unit": post.school.unit.code,
        "standing": "binding",
        "required": "30.0",
        "counted": "8.0",
        "verdict": "short",
        "by_category": {"skill": "8.0"},
    }
    assert answer["units"][post.school.unit.code]["binding"] == 1
    assert answer["staffing"][post.school.code]["meets"] is True


def test_audit_as_text_has_a_line_a_unit_and_the_sum(post):
    text = run()
    assert post.school.unit.name in text
    assert text.splitlines()[-1].startswith("合计")


def test_audit_when_unit_is_given_covers_only_that(post):
    PostFactory()
    answer = json.loads(run(json=True, unit=post.school.unit.code))
    assert list(answer["teachers"]) == [post.teacher.number]
    assert answer["city"]["binding"] == 1


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"unit": "nowhere"}, "nowhere"),
        ({"set": ["nonsense=1"]}, "nonsense"),
        ({"set": ["proration=weekly"]}, "weekly"),
        ({"set": ["students_per_full_time=0"]}, "students_per_full_time"),
        ({"set": ["required_hours=abc"]}, "abc"),
        ({"set": ["required_hours=NaN"]}, "NaN"),
    ],
)
def test_audit_when_asked_for_nonsense_says_so_and_exits_2(post, options, words):
    with pytest.raises(CommandError, match=words) as error:
        run(**options)
    assert error.value.returncode == 2


@pytest.mark.parametrize("year", [1, 1800, 9999, 10000, -5])
def test_audit_when_year_is_out_of_all_reason_says_so(year):
    with pytest.raises(CommandError, match=str(year)):
        call_command("audit", year=year, stdout=io.StringIO())
