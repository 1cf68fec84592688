"""From the summary of a class to the batches of its series."""

import pytest
from django.urls import reverse

from tests.factories.classes import ClassFactory
from tests.factories.people import RoleGrantFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("others", "is_offered"), [(0, False), (1, True)])
def test_batches_are_offered_where_there_is_more_than_one(client, others, is_offered):
    officer = RoleGrantFactory(unit_officer=True, unit=UnitFactory()).user
    unit = officer.grants.get().unit
    held = ClassFactory(unit=unit, title="沙盘研修班")
    ClassFactory.create_batch(others, unit=unit, title="沙盘研修班", batch_no=2)
    ClassFactory(title="沙盘研修班")  # of another unit
    client.force_login(officer)
    page = client.get(reverse("class-summary", args=[held.pk])).text
    assert (reverse("class-batches", args=[held.pk]) in page) is is_offered
