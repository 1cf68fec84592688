"""The lists of classes as workbooks hold what the screens show, narrowed alike."""

from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.classes import ClassFactory, PlaceFactory, psychologist
from tests.factories.people import RoleGrantFactory
from training.classes.enums import ClassState

pytestmark = pytest.mark.django_db


def titles_in(response) -> list[str]:
    """The classes of a list's workbook, in its order."""
    assert response.status_code == 200
    sheet = openpyxl.load_workbook(BytesIO(response.content)).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    [head] = [index for index, row in enumerate(rows) if "培训班" in row]
    column = rows[head].index("培训班")
    return [row[column] for row in rows[head + 1 :] if row[column]]


@pytest.fixture
def teacher():
    return psychologist()


def test_classes_when_exported_then_the_announced_ones_as_narrowed(client, teacher):
    ClassFactory(title="沙盘研修班", sessions=1)
    ClassFactory(title="伦理研修班", sessions=1)
    ClassFactory(title="草稿班", state=ClassState.DRAFT)
    client.force_login(teacher.user)
    assert sorted(titles_in(client.get(reverse("classes-export")))) == ["伦理研修班", "沙盘研修班"]
    assert titles_in(client.get(reverse("classes-export"), {"q": "沙盘"})) == ["沙盘研修班"]


def test_own_classes_when_exported_then_those_with_a_place_and_no_others(client, teacher):
    held = ClassFactory(title="沙盘研修班", sessions=1)
    PlaceFactory(training_class=held, teacher=teacher)
    PlaceFactory(training_class=ClassFactory(title="别人的班"))
    client.force_login(teacher.user)
    assert titles_in(client.get(reverse("my-classes-export"))) == ["沙盘研修班"]


def test_desk_when_exported_then_the_managed_ones(client):
    trainer = RoleGrantFactory(trainer=True).user
    ClassFactory(title="自己的班", created_by=trainer, state=ClassState.DRAFT)
    ClassFactory(title="别人的班")
    client.force_login(trainer)
    assert titles_in(client.get(reverse("class-desk-export"))) == ["自己的班"]


@pytest.mark.parametrize("name", ["classes-export", "my-classes-export"])
def test_export_when_there_are_many_then_as_many_queries_as_for_one(client, teacher, name):
    client.force_login(teacher.user)
    counts = []
    for number in (1, 6):
        for _time in range(number):
            held = ClassFactory(sessions=2)
            PlaceFactory(training_class=held, teacher=teacher)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(reverse(name))
        counts.append(len(queries))
    assert counts[0] == counts[1]
