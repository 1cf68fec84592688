"""Watching files being made, and taking them home."""

import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from common.clock import now
from common.ids import uuid7
from credits.certificates.enums import BatchState
from credits.certificates.jobs import run_batch_now
from credits.certificates.models import Certificate, CertificateBatch
from credits.certificates.services.batches import order_batch
from tests.factories.certificates import CertificateBatchFactory, CertificateFactory
from tests.people.activation.sheets import pages_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(officer) -> Client:
    client = Client()
    client.force_login(officer)
    return client


@pytest.fixture
def batch(officer, template) -> CertificateBatch:
    """Two certificates, waiting for a worker."""
    for _one in range(2):
        CertificateFactory(template=template)
    found, _is_new = order_batch(Certificate.objects.all(), by=officer, form_id=uuid7())
    return found


def page_of(batch, name="certificate-batch") -> str:
    return reverse(name, args=[batch.pk])


def test_page_when_waiting_then_shows_how_far_it_is_and_asks_again(desk, batch):
    page = desk.get(page_of(batch)).text

    assert "正在生成" in page
    assert page_of(batch, "certificate-batch-status") in page
    assert "现在处理" not in page
    status = desk.get(page_of(batch, "certificate-batch-status"), headers={"HX-Request": "true"})
    assert "已交给后台处理" in status.text


def test_page_when_nobody_takes_it_up_then_offers_to_do_it_now(desk, batch):
    with time_machine.travel(now() + timedelta(seconds=10)):
        assert "现在处理" in desk.get(page_of(batch)).text

    response = desk.post(page_of(batch, "certificate-batch-continue"))

    assert response["Location"] == page_of(batch)
    assert CertificateBatch.objects.get().state == BatchState.READY
    assert desk.get(
        page_of(batch, "certificate-batch-status"), headers={"HX-Request": "true"}
    ).headers["HX-Refresh"]


def test_files_when_ready_then_are_downloaded(desk, batch):
    run_batch_now(batch)
    page = desk.get(page_of(batch)).text
    assert page_of(batch, "certificate-batch-zip") in page

    pdf = desk.get(page_of(batch, "certificate-batch-pdf"))
    archive = desk.get(page_of(batch, "certificate-batch-zip"))

    assert len(pages_of(b"".join(pdf.streaming_content))) == 2
    assert len(zipfile.ZipFile(BytesIO(b"".join(archive.streaming_content))).namelist()) == 2
    assert pdf["Cache-Control"] == archive["Cache-Control"] == "no-store, private"


def test_files_when_their_time_is_up_then_the_page_says_so(desk, batch):
    run_batch_now(batch)
    CertificateBatch.objects.update(file_until=now())

    response = desk.get(page_of(batch, "certificate-batch-pdf"), follow=True)

    assert "文件已删除" in response.text


def test_page_when_something_was_left_out_then_names_it(desk, officer, template):
    CertificateFactory(template=template, teacher__name="张\u0f40")
    found, _is_new = order_batch(Certificate.objects.all(), by=officer, form_id=uuid7())
    run_batch_now(found)

    page = desk.get(page_of(found)).text

    assert "未生成的证书" in page
    assert "\u0f40" in page


@pytest.mark.parametrize("state", [BatchState.FAILED, BatchState.READY, BatchState.WORKING])
def test_page_when_in_any_state_then_is_shown(desk, officer, state):
    found = CertificateBatchFactory(ordered_by=officer, state=state, beat_at=now())

    assert desk.get(page_of(found)).status_code == 200
    assert desk.get("/certificates/batches/").status_code == 200


@pytest.mark.abuse("T01")
@pytest.mark.parametrize(
    "name",
    [
        "certificate-batch",
        "certificate-batch-status",
        "certificate-batch-pdf",
        "certificate-batch-zip",
    ],
)
def test_batch_when_it_is_anothers_then_is_not_there(desk, teacher, name):
    other = CertificateBatchFactory()

    assert desk.get(page_of(other, name)).status_code == 404
    client = Client()
    client.force_login(teacher.user)
    assert client.get(page_of(other, name)).status_code == 404
    assert Client().get(page_of(other, name)).status_code == 302


@pytest.mark.abuse("T13")
def test_work_when_asked_for_by_get_then_is_not_done(desk, batch):
    assert desk.get(page_of(batch, "certificate-batch-continue")).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(batch.ordered_by)
    assert strict.post(page_of(batch, "certificate-batch-continue")).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_list_when_it_grows_then_asks_no_more(desk, officer, count, django_assert_max_num_queries):
    for _one in range(count):
        CertificateBatchFactory(ordered_by=officer)

    with django_assert_max_num_queries(14):
        desk.get("/certificates/batches/")
