"""Handing in a file: what is stored, under which name, and how often."""

from uuid import UUID

import pytest
from django.test import Client

from common.upload_handler import CappedUploadHandler
from people.enums import BatchState
from people.models import ImportBatch
from tests.uploads import page_of, send, step, upload
from tests.workbooks import workbook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registers")]
FORM = "0190a1b2-c3d4-7000-8000-000000000001"


def stored(root):
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def test_upload_when_sent_then_is_rehearsed_and_kept_under_a_made_up_name(
    desk, officer, private_root
):
    batch = upload(desk, workbook("hours", {}), name="武昌区 学时登记.xlsx")

    assert (batch.state, batch.file_name) == (BatchState.REHEARSED, "武昌区 学时登记.xlsx")
    assert (batch.created_by, batch.created_by_name) == (officer, "王市管")
    assert (batch.rows, batch.accepted) == (1, 1)
    assert stored(private_root) == [
        f"imports/{batch.pk}/rows.jsonl.gz",
        f"imports/{batch.pk}/upload",
    ]


@pytest.mark.abuse("A02")
def test_upload_when_kept_then_no_address_serves_it(desk):
    batch = upload(desk, workbook("hours", {}))

    for root in ("/media/", "/static/", "/private/", "/"):
        address = f"{root}{batch.stored_name}/upload"
        assert desk.get(address, follow=True).status_code == 404


def test_form_when_opened_then_warns_about_student_data(desk):
    response = desk.get("/imports/new/?kind=teachers")

    assert "请勿上传含学生个人信息的材料" in response.content.decode()
    assert response.context["form"]["kind"].value() == "teachers"


@pytest.mark.parametrize("kind", ["", "pupils"])
def test_upload_when_kind_is_missing_or_unknown_then_says_so_and_stores_nothing(desk, kind):
    response = send(desk, workbook("hours", {}), kind=kind)

    assert response.status_code == 422
    assert "请选择表格种类。" in response.content.decode()
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize("fields", [{}, {"file": "not a file"}])
def test_upload_when_file_is_missing_then_says_so(desk, fields):
    response = desk.post("/imports/new/", {"kind": "hours", **fields})

    assert response.status_code == 422
    assert "请选择要上传的文件。" in response.content.decode()


@pytest.mark.rule("L2")
@pytest.mark.abuse("D03")
def test_upload_when_the_same_form_is_sent_twice_then_is_one_batch(desk):
    first = upload(desk, workbook("hours", {}), form_id=FORM)
    again = upload(desk, workbook("hours", {}), form_id=FORM)

    assert first == again
    assert ImportBatch.objects.count() == 1
    assert str(first.pk) == FORM
    assert "没有重复登记" in page_of(desk, again)


def test_upload_when_the_form_is_sent_with_another_file_then_is_another_batch(desk):
    first = upload(desk, workbook("hours", {}), form_id=FORM)
    second = upload(desk, workbook("hours", {}, {"学时": 3}), form_id=FORM)

    assert first != second
    assert (first.rows, second.rows) == (1, 2)


def test_upload_when_form_number_is_nonsense_then_is_not_taken(desk):
    response = send(desk, workbook("hours", {}), form_id="../../etc/passwd")

    assert response.status_code == 422
    assert not ImportBatch.objects.exists()


@pytest.mark.rule("I3")
@pytest.mark.abuse("D03")
def test_upload_when_the_same_bytes_stand_imported_then_says_so_and_links(desk):
    data = workbook("hours", {})
    earlier = upload(desk, data)
    step(desk, earlier, "confirm")
    batch = upload(desk, data)

    page = page_of(desk, batch)

    assert "这份文件已经导入过" in page
    assert f"/imports/{earlier.pk}/" in page
    assert (batch.accepted, batch.unchanged) == (0, 1)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/学时.xlsx", "学时.xlsx"),
        ("C:\\名册\\学时.xlsx", "学时.xlsx"),
        ("学时\u202exslx.xlsx", "学时xslx.xlsx"),
        ("2025." + "长" * 300, "." + "长" * 254),
        ("长" * 250 + ".xlsx", "长" * 250 + ".xlsx"),
        ("长" * 400 + ".xlsx", "长" * 250 + ".xlsx"),
        ("<b>学时</b>.xlsx", "b>.xlsx"),
    ],
)
def test_upload_when_name_is_strange_then_keeps_a_harmless_one(desk, sent, kept):
    batch = upload(desk, workbook("hours", {}), name=sent)

    assert batch.file_name == kept
    page_of(desk, batch)


def test_upload_when_larger_than_20_mb_then_is_refused_in_words_and_not_kept(desk, private_root):
    batch = upload(desk, b"PK\x03\x04" + bytes(21 * 1024 * 1024))

    assert (batch.state, batch.size) == (BatchState.REFUSED, 21 * 1024 * 1024 + 4)
    assert "文件超过了 20 MB" in page_of(desk, batch)
    assert not private_root.exists()


def test_upload_when_the_disk_is_full_then_says_so_and_leaves_no_row(desk, monkeypatch, caplog):
    def full(batch, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("portal.imports.uploads.keep_upload", full)

    response = send(desk, workbook("hours", {}))

    assert response.status_code == 422
    assert "服务器没能保存文件" in response.content.decode()
    assert not ImportBatch.objects.exists()
    assert "could not be stored" in caplog.text


def test_upload_handler_when_too_much_is_sent_then_keeps_none_of_the_rest():
    handler = CappedUploadHandler(None, limit=10)
    handler.new_file("file", "a.xlsx", "x", 20)
    handler.receive_data_chunk(b"0123456789", 0)
    handler.receive_data_chunk(b"0123456789", 10)

    file = handler.file_complete(20)

    assert (file.read(), file.size) == (b"0123456789", 20)


def test_upload_when_token_is_sent_then_passes_the_forgery_check(officer):
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer)
    token = client.get("/imports/new/").cookies["csrftoken"].value

    batch = upload(client, workbook("hours", {}), csrfmiddlewaretoken=token)

    assert batch.state == BatchState.REHEARSED
    assert isinstance(batch.pk, UUID)
