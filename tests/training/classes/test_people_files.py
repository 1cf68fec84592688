"""Lists of people as files: who comes, who passed; and who else runs the class (I1)."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.factories.classes import ClassFactory, PlaceFactory, psychologist
from tests.factories.people import RoleGrantFactory
from training.classes.enums import Assessment, PlaceState
from training.classes.models import Place, TrainingClass
from training.classes.people_files import read_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return RoleGrantFactory().user


def csv(*lines: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("名单.csv", "\n".join(lines).encode())


def row(teacher, *cells) -> str:
    return ",".join([teacher.number, teacher.name, *cells])


def test_read_people_when_cells_are_wrong_then_each_row_has_its_refusal():
    lines = "教师编号,姓名,成绩\nT1,张三,88.5\nT2,李四,101\nT3,王五,很好\n,赵六,60"
    reading = read_people(lines.encode(), "成绩.csv")
    assert [(row.number, row.score) for row in reading.rows] == [("T1", Decimal("88.5"))]
    assert [(refusal.row, refusal.code) for refusal in reading.refusals] == [
        (3, "bad_number"),
        (4, "bad_number"),
        (5, "missing_value"),
    ]


def test_roster_file_when_some_do_not_fit_then_the_others_are_in_and_each_row_is_told(
    client, officer
):
    held, first, other = ClassFactory(), psychologist(), psychologist()
    client.force_login(officer)
    file = csv("序号,教师编号,姓名", f"1,{row(first)}", f"2,{other.number},别人", "3,NOBODY,某某")
    shown = client.post(reverse("class-roster-file", args=[held.pk]), {"file": file})
    assert "第 3 行" in shown.text
    assert "与花名册登记的姓名不一致" in shown.text
    assert "花名册中没有这个教师编号" in shown.text
    assert Place.objects.get().teacher == first


def test_roster_file_when_sent_again_then_nobody_is_in_twice(client, officer):
    held, teacher = ClassFactory(), psychologist()
    client.force_login(officer)
    for _ in range(2):
        file = csv("序号,教师编号,姓名", f"1,{row(teacher)}")
        client.post(reverse("class-roster-file", args=[held.pk]), {"file": file})
    assert Place.objects.get().state == PlaceState.IN


def test_result_file_when_scores_come_then_kept_and_who_is_not_in_the_class_is_told(
    client, officer
):
    held = ClassFactory(assessment=Assessment.SCORE)
    place, stranger = PlaceFactory(training_class=held), psychologist()
    client.force_login(officer)
    file = csv("教师编号,姓名,成绩", row(place.teacher, "59.5"), row(stranger, "90"))
    shown = client.post(reverse("class-assess-file", args=[held.pk]), {"file": file})
    place.refresh_from_db()
    assert (place.score, place.passed) == (Decimal("59.5"), False)
    assert "不在学员名单中" in shown.text


def test_file_when_it_is_no_workbook_then_told_in_words(client, officer):
    client.force_login(officer)
    file = SimpleUploadedFile("a.xlsx", b"nothing")
    url = reverse("class-roster-file", args=[ClassFactory().pk])
    assert "不是 .xlsx 工作簿" in client.post(url, {"file": file}).text


def test_organisers_when_a_trainer_is_added_then_runs_the_class_until_taken_off(client, officer):
    held, trainer = ClassFactory(), RoleGrantFactory(trainer=True).user
    client.force_login(officer)
    url = reverse("class-organisers", args=[held.pk])
    client.post(url, {"user": trainer.username})
    assert TrainingClass.objects.managed_by(trainer).get() == held
    client.post(reverse("class-organiser-remove", args=[held.pk, trainer.pk]))
    assert not TrainingClass.objects.managed_by(trainer).exists()


def test_organisers_when_somebody_may_not_run_classes_then_refused(client, officer):
    held, teacher = ClassFactory(), psychologist()
    client.force_login(officer)
    url = reverse("class-organisers", args=[held.pk])
    assert "没有办班的权限" in client.post(url, {"user": teacher.user.username}).text


def test_results_when_one_is_no_score_then_the_others_are_kept_and_what_was_typed_stays(
    client, officer
):
    held = ClassFactory(assessment=Assessment.SCORE)
    good, bad = PlaceFactory(training_class=held), PlaceFactory(training_class=held)
    client.force_login(officer)
    typed = {f"result-{good.pk}": "88.5", f"result-{bad.pk}": "很好"}
    shown = client.post(reverse("class-assess", args=[held.pk]), typed)
    good.refresh_from_db()
    assert good.score == Decimal("88.5")
    assert 'value="很好"' in shown.text
    assert "没有保存：请填写 0 至 100" in shown.text
