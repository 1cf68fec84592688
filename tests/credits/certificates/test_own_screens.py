"""A teacher's own certificates, and the file of one."""

import pytest
from django.test import Client
from django.urls import reverse

from people.access_log.enums import Action
from people.access_log.models import AccessRecord
from tests.factories.certificates import CertificateFactory
from tests.factories.people import PostFactory, RoleGrantFactory
from tests.people.activation.sheets import text_of

pytestmark = pytest.mark.django_db
MINE = "/my/certificates/"


def as_user(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def file_of(certificate) -> str:
    return reverse("certificate-pdf", args=[certificate.pk])


@pytest.fixture
def certificate(teacher):
    return CertificateFactory(teacher=teacher)


def test_list_when_there_are_none_then_says_when_there_will_be(teacher):
    assert "还没有证书" in as_user(teacher.user).get(MINE).text


def test_list_when_there_are_some_then_shows_ones_own_and_how_they_stand(teacher, certificate):
    revoked = CertificateFactory(teacher=teacher, revoked=True)
    other = CertificateFactory()

    page = as_user(teacher.user).get(MINE).text

    assert file_of(certificate) in page
    assert file_of(revoked) not in page
    assert "信息有误" in page
    assert other.number not in page


@pytest.mark.parametrize("count", [1, 3])
def test_list_when_it_grows_then_asks_no_more(teacher, count, django_assert_max_num_queries):
    for _one in range(count):
        CertificateFactory(teacher=teacher)
    client = as_user(teacher.user)

    with django_assert_max_num_queries(12):
        assert client.get(MINE).status_code == 200


def test_list_when_one_is_no_teacher_then_is_not_there(officer):
    assert as_user(officer).get(MINE).status_code == 404
    assert Client().get(MINE)["Location"].startswith("/accounts/login/")


def test_file_when_opened_by_its_owner_then_is_sent_and_needs_no_row(teacher, certificate):
    response = as_user(teacher.user).get(file_of(certificate))

    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "no-store, private"
    assert response["Content-Disposition"].startswith("attachment")
    assert "张晓梅" in text_of(response.content)
    assert not AccessRecord.objects.filter(action=Action.OPENED).exists()


def test_file_when_opened_by_an_officer_then_the_teacher_finds_that(officer, teacher, certificate):
    assert as_user(officer).get(file_of(certificate)).status_code == 200

    row = AccessRecord.objects.get(action=Action.OPENED)
    assert (row.actor, row.what) == (officer, f"结业证书 {certificate.number}")
    assert [subject.teacher_id for subject in row.subjects.all()] == [teacher.pk]


@pytest.mark.abuse("T01")
@pytest.mark.abuse("P01")
def test_file_when_it_is_anothers_then_is_not_there(certificate):
    other = PostFactory().teacher
    other.user = RoleGrantFactory(school_admin=True).user
    other.save()

    assert as_user(other.user).get(file_of(certificate)).status_code == 404
    assert not AccessRecord.objects.filter(action=Action.OPENED).exists()


@pytest.mark.abuse("A02")
def test_file_when_nobody_is_signed_in_then_leads_to_the_log_in(certificate):
    assert Client().get(file_of(certificate))["Location"].startswith("/accounts/login/")


def test_file_when_revoked_then_is_not_there(teacher):
    certificate = CertificateFactory(teacher=teacher, revoked=True)

    assert as_user(teacher.user).get(file_of(certificate)).status_code == 404


def test_file_when_the_name_cannot_be_drawn_then_says_which_character(teacher):
    certificate = CertificateFactory(teacher=teacher, name="张\u0f40")

    response = as_user(teacher.user).get(file_of(certificate))

    assert response.status_code == 422
    assert "\u0f40" in response.text
