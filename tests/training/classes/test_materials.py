"""Files for those who sit in a class: who takes them along, what is taken in."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from people.notices.models import Notice
from tests.factories.classes import ClassFactory, PlaceFactory, psychologist
from tests.factories.people import RoleGrantFactory, UnitFactory
from tests.pdfs import pdf
from training.classes.enums import PlaceState
from training.classes.models import Material

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def private_root(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "private"
    return settings.PRIVATE_ROOT


@pytest.fixture
def trainer():
    return RoleGrantFactory(trainer=True).user


@pytest.fixture
def held(trainer):
    return ClassFactory(created_by=trainer, unit=UnitFactory(), sessions=1)


def url_of(name, *args) -> str:
    return reverse(name, args=[getattr(arg, "pk", arg) for arg in args])


def send(client, held, name="沙盘讲义.pdf", data=None, **fields):
    file = SimpleUploadedFile(name, pdf() if data is None else data)
    return client.post(url_of("class-materials", held), {"file": file, **fields}, follow=True)


@pytest.fixture
def material(client, held, trainer) -> Material:
    client.force_login(trainer)
    send(client, held)
    return Material.objects.get()


def files_in(private_root: Path) -> list[Path]:
    return [path for path in private_root.rglob("*") if path.is_file()]


def test_material_when_added_then_who_sits_in_the_class_takes_it_along(client, held, material):
    teacher = psychologist(held.unit)
    PlaceFactory(training_class=held, teacher=teacher)
    client.force_login(teacher.user)
    page = client.get(url_of("class", held))
    url = url_of("class-material", held, material)
    assert f'href="{url}"' in page.text

    answer = client.get(url)

    assert b"".join(answer.streaming_content) == pdf()
    assert answer["Content-Type"] == "application/octet-stream"
    assert "attachment" in answer["Content-Disposition"]
    assert "%E6%B2%99%E7%9B%98%E8%AE%B2%E4%B9%89.pdf" in answer["Content-Disposition"]


@pytest.mark.parametrize("state", [s for s in PlaceState if s not in ("in", "offered")])
def test_material_when_the_place_is_not_a_seat_then_not_there(client, held, material, state):
    teacher = psychologist(held.unit)
    values = {"seat": None, "waiting_since": held.enrol_from}
    PlaceFactory(training_class=held, teacher=teacher, state=state, **values)
    client.force_login(teacher.user)
    assert url_of("class-material", held, material) not in client.get(url_of("class", held)).text
    assert client.get(url_of("class-material", held, material)).status_code == 404
    assert client.get(url_of("class-materials-zip", held)).status_code == 404


def test_material_when_of_another_class_then_not_under_this_ones_address(
    client, held, material, trainer
):
    other = ClassFactory(created_by=trainer)
    assert client.get(url_of("class-material", other, material)).status_code == 404
    url = url_of("class-material-remove", other, material)
    assert client.post(url).status_code == 404
    assert Material.objects.exists()


def test_material_when_the_same_file_comes_again_then_held_once(
    client, held, material, private_root
):
    again = send(client, held, name="换了名字.pdf")
    assert "已在材料中" in again.text
    assert Material.objects.get().title == "沙盘讲义"
    assert len(files_in(private_root)) == 1


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("讲义.exe", b"MZ", "不能上传这类文件"),
        ("讲义", pdf(), "不能上传这类文件"),
        ("讲义.html", b"<html>", "不能上传这类文件"),
        ("讲义.pdf", b"<html>", "文件内容与文件名不符"),
        ("讲义.txt", b"<script>alert(1)</script>", "文件内容与文件名不符"),
        ("讲义.docx", b"PK", "文件内容与文件名不符"),
        ("讲义.pdf", b"", "文件是空的"),
        ("讲义.pdf", b"%PDF-" + b"0" * 20 * 1024 * 1024, "超过了 20 MB"),
    ],
    ids=[
        "program",
        "no-suffix",
        "page",
        "page-as-pdf",
        "script-as-text",
        "broken",
        "empty",
        "large",
    ],
)
def test_file_when_it_is_not_to_be_taken_then_says_why_and_keeps_what_was_typed(
    client, held, trainer, private_root, name, data, words
):
    client.force_login(trainer)
    answer = send(client, held, name=name, data=data, title="第一讲")
    assert words in answer.text
    assert 'value="第一讲"' in answer.text
    assert not Material.objects.exists()
    assert files_in(private_root) == []


def test_title_when_on_two_lines_then_the_file_has_a_name_of_one(client, held, trainer):
    client.force_login(trainer)
    send(client, held, title="part 1\r\nX-Evil: 1")
    material = Material.objects.get()
    assert material.title == "part 1 X-Evil: 1"
    answer = client.get(url_of("class-material", held, material))
    assert (answer.status_code, "X-Evil" in answer.headers) == (200, False)


def test_people_are_told_of_a_new_file_only_where_that_is_wanted(client, held, trainer):
    teacher = psychologist(held.unit)
    PlaceFactory(training_class=held, teacher=teacher)
    client.force_login(trainer)
    send(client, held)
    assert not Notice.objects.exists()
    send(client, held, data=pdf(2), tell="on")
    assert "新的培训材料" in Notice.objects.get(user=teacher.user).title


def test_material_when_removed_then_its_file_goes_too(client, held, material, private_root):
    url = url_of("class-material-remove", held, material)
    assert "已移除" in client.post(url, follow=True).text
    assert files_in(private_root) == []
    assert client.post(url).status_code == 404


def test_materials_when_taken_all_at_once_then_a_zip_in_their_order(client, held, material):
    send(client, held, name="量表.txt", data="情绪量表".encode())
    answer = client.get(url_of("class-materials-zip", held))
    archive = zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content)))
    assert archive.namelist() == ["01-沙盘讲义.pdf", "02-量表.txt"]
    assert archive.read("02-量表.txt").decode() == "情绪量表"


def test_file_when_it_is_lost_on_the_disk_then_not_there(client, held, material, private_root):
    for path in files_in(private_root):
        path.unlink()
    assert client.get(url_of("class-material", held, material)).status_code == 404
    assert client.get(url_of("class-materials-zip", held)).status_code == 404
