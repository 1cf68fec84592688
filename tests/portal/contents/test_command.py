"""Who may not load the contents: the command says so and nothing is there afterwards."""

import pytest
from django.core.management import CommandError, call_command

from courses.models import LessonPage
from tests.factories.people import UserFactory


@pytest.mark.parametrize(
    ("by", "approved_by"),
    [("nobody", "officer"), ("officer", "nobody"), ("officer", "officer"), ("officer", None)],
)
def test_command_refuses_unknown_accounts_and_one_person_alone(people, db, by, approved_by):
    names = {"officer": people[1].username, "nobody": "nobody", None: None}
    with pytest.raises(CommandError):
        call_command("load_contents", by=names[by], approved_by=names[approved_by])
    assert not LessonPage.objects.exists()


def test_command_refuses_one_who_may_not_approve(people, db):
    with pytest.raises(CommandError):
        call_command("load_contents", by=people[0].username, approved_by=UserFactory().username)
    assert not LessonPage.objects.exists()
