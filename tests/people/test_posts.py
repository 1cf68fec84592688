"""What the database itself holds of posts (P1)."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from people.enums import PostKind
from people.models import Post
from tests.factories.people import PostFactory, SchoolFactory, UnitFactory

pytestmark = [pytest.mark.django_db, pytest.mark.rule("P1")]


def settle():
    """PostgreSQL looks at overlaps when the transaction ends; look now."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (date(2019, 1, 1), date(2020, 9, 1)),
        (date(2019, 1, 1), None),
        (date(2021, 1, 1), date(2021, 2, 1)),
        (date(2022, 8, 31), None),
    ],
)
def test_post_when_it_overlaps_at_the_same_school_is_refused(starts_on, ends_on):
    first = PostFactory(starts_on=date(2020, 9, 1), ends_on=date(2022, 8, 31))
    with pytest.raises(DatabaseError, match="post_no_overlap"), transaction.atomic():
        PostFactory(
            teacher=first.teacher,
            school=first.school,
            kind=PostKind.CLASS_TEACHER,
            starts_on=starts_on,
            ends_on=ends_on,
        )
        settle()


def test_post_when_changed_into_an_overlap_is_refused():
    first = PostFactory(ends_on=date(2022, 8, 31))
    PostFactory(teacher=first.teacher, school=first.school, starts_on=date(2022, 9, 1))
    with pytest.raises(DatabaseError, match="post_no_overlap"), transaction.atomic():
        Post.objects.filter(pk=first.pk).update(ends_on=None)
        settle()


def test_post_when_it_follows_on_the_next_day_or_is_elsewhere_is_taken():
    first = PostFactory(ends_on=date(2022, 8, 31))
    PostFactory(teacher=first.teacher, school=first.school, starts_on=date(2022, 9, 1))
    PostFactory(teacher=first.teacher, school=SchoolFactory())
    settle()


@pytest.mark.parametrize(
    "values",
    [
        {"school": None},
        {"kind": PostKind.RESEARCH_OFFICER},
        {"ends_on": date(2019, 1, 1)},
    ],
)
def test_post_when_it_makes_no_sense_is_refused(values):
    with pytest.raises(IntegrityError), transaction.atomic():
        PostFactory(**values)


def test_post_when_school_teacher_is_posted_at_a_unit_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        PostFactory(school=None, unit=UnitFactory())
