"""Certificates of a class: once for each who has hours, taken back with a reason."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from people.models import User
from people.notices.models import Notice
from tests.factories.certificates import CertificateTemplateFactory
from tests.factories.classes import PlaceFactory, psychologist
from tests.factories.people import RoleGrantFactory
from tests.training.classes.test_confirming import attend, closed_class
from training.classes.exceptions import StepNotOpenError
from training.classes.services.certifying import (
    certificates_of,
    certify_class,
    revoke_class_certificate,
)
from training.classes.services.confirming import confirm_hours

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> User:
    return RoleGrantFactory().user


@pytest.fixture
def held(officer):
    """Over, with one who was there and one who was not."""
    held = closed_class(("2026-03-09 08:30", 180, "ethics"), ("2026-03-09 14:00", 180, "skill"))
    attend(PlaceFactory(training_class=held, teacher=psychologist()), officer)
    PlaceFactory(training_class=held, teacher=psychologist())
    return held


def certify(held, officer):
    template = CertificateTemplateFactory(unit=held.unit)
    return certify_class(held, template=template, by=officer)


def test_certify_class_when_hours_are_not_confirmed_then_refused(held, officer):
    with pytest.raises(StepNotOpenError):
        certify(held, officer)


def test_certify_class_when_done_twice_then_one_for_each_who_has_hours_and_one_notice(
    held, officer
):
    confirm_hours(held, by=officer)
    held.refresh_from_db()
    (issued,) = certify(held, officer)
    assert issued.hours == {"ethics": 40, "skill": 40}
    assert certify(held, officer) == [issued]
    assert Notice.objects.filter(user=issued.teacher.user, title__contains="证书").count() == 1


def test_revoke_when_done_from_the_list_then_shown_with_its_reason(client, held, officer):
    confirm_hours(held, by=officer)
    held.refresh_from_db()
    (issued,) = certify(held, officer)
    client.force_login(officer)
    url = reverse("class-certificate-revoke", args=[held.pk, issued.pk])
    shown = client.post(url, {"reason": "姓名有误"}, follow=True)
    assert "姓名有误" in shown.text
    assert certificates_of(held).get().revoked_at


def test_revoke_when_it_is_ones_own_then_refused(held, officer):
    confirm_hours(held, by=officer)
    held.refresh_from_db()
    (issued,) = certify(held, officer)
    RoleGrantFactory(user=issued.teacher.user)
    own = User.objects.get(pk=issued.teacher.user.pk)
    with pytest.raises(PermissionDenied):
        revoke_class_certificate(held, issued, reason="自己", by=own)
