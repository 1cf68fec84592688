"""The public check: what anybody may know, and how guessing goes."""

import pytest
from django.test import Client
from django.urls import reverse

from common.wrong_tries import MOST_TRIES
from tests.factories.certificates import CertificateFactory

pytestmark = pytest.mark.django_db
CHECK = "/certificates/check/"


@pytest.fixture
def certificate():
    return CertificateFactory(
        teacher__name="张晓梅",
        teacher__number="420106000001",
        teacher__phone="13907130001",
        number="WH-2026-00017",
    )


@pytest.fixture
def anybody() -> Client:
    return Client()


def by_number(client, number):
    return client.get(CHECK, {"number": number})


def test_check_when_opened_then_asks_for_the_number_and_is_not_indexed(anybody):
    response = anybody.get(CHECK)

    assert response.status_code == 200
    assert 'name="number"' in response.text
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert 'name="robots" content="noindex' in response.text


@pytest.mark.abuse("A01")
def test_check_when_the_number_is_right_then_tells_the_class_and_masks_the_name(
    anybody, certificate
):
    page = by_number(anybody, " WH-2026-00017 ").text

    for part in ("张**", certificate.title, "专业伦理 4", "2026-03-01", "江岸区教育局", "有效"):
        assert part in page
    for secret in ("晓梅", "420106000001", "13907130001", "张晓"):
        assert secret not in page


def test_check_when_by_the_address_of_the_code_then_tells_the_same(anybody, certificate):
    response = anybody.get(reverse("certificate-state", args=[certificate.token]))

    assert response.status_code == 200
    assert "张**" in response.text
    assert "晓梅" not in response.text


def test_check_when_revoked_then_says_so_with_the_day_and_no_reason(anybody):
    certificate = CertificateFactory(
        revoked=True, revoked_at="2026-04-01T16:30:00Z", revoked_reason="冒名顶替"
    )

    page = by_number(anybody, certificate.number).text

    assert "已撤销" in page
    assert "2026-04-02" in page
    assert "冒名顶替" not in page
    assert "现在有效" not in page


@pytest.mark.abuse("A01")
@pytest.mark.parametrize(
    "number",
    [
        "WH-2026-00018",
        "",
        "\x00",
        "1" * 500,
        "<script>alert(1)</script>",
        "%",
        "ＷＨ",
        "' OR 1=1 --",
    ],
)
def test_check_when_nothing_is_found_then_all_answers_are_alike(anybody, certificate, number):
    response = by_number(anybody, number)

    assert response.status_code == 404
    assert "没有查到" in response.text
    assert "<script>alert" not in response.text


@pytest.mark.abuse("A01")
@pytest.mark.parametrize("token", ["x", "0" * 22, "%00", "..", "张", "a" * 300])
def test_check_when_the_address_is_guessed_then_nothing_is_found(anybody, certificate, token):
    response = anybody.get(f"{CHECK}{token}/")

    assert response.status_code == 404


@pytest.mark.abuse("A01")
def test_guessing_when_it_goes_on_then_is_slowed_for_that_address_alone(anybody, certificate):
    for number in range(MOST_TRIES):
        assert by_number(anybody, f"WH-2026-1{number:04}").status_code == 404

    slowed = by_number(anybody, certificate.number)
    assert slowed.status_code == 429
    assert "张**" not in slowed.text
    assert 0 < int(slowed["Retry-After"]) <= 600
    assert anybody.get(f"{CHECK}{certificate.token}/").status_code == 429
    other = Client(REMOTE_ADDR="10.9.8.7")
    assert by_number(other, certificate.number).status_code == 200


def test_check_when_right_numbers_are_asked_often_then_nobody_is_held_up(anybody, certificate):
    answers = [by_number(anybody, certificate.number) for _one in range(MOST_TRIES + 5)]

    assert {response.status_code for response in answers} == {200}


def test_check_when_sent_by_post_then_is_not_taken(anybody):
    assert anybody.post(CHECK, {"number": "x"}).status_code == 405


def test_check_when_answered_then_is_kept_nowhere(
    anybody, certificate, django_assert_max_num_queries
):
    with django_assert_max_num_queries(8):
        response = by_number(anybody, certificate.number)
    assert response["Cache-Control"] == "no-store"
