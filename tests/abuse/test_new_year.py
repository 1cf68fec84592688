"""New Year at the server, whose own clock stands in another zone (F5, rule T1)."""

import time
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
import time_machine
import xlsxwriter
from pypdf import PdfReader

from credits.models import Entry
from people.models import User
from tests.factories.people import PostFactory, RoleGrantFactory, UserFactory
from tests.uploads import step, upload
from tests.workbooks import HOURS

pytestmark = [pytest.mark.django_db, pytest.mark.abuse("F5"), pytest.mark.rule("T1")]

BEFORE, AFTER = "2026-12-31T15:59:50+00:00", "2026-12-31T16:00:10+00:00"  # at Greenwich


@pytest.fixture(autouse=True)
def server_at_greenwich(monkeypatch):
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def teacher() -> User:
    post = PostFactory(
        teacher__user=UserFactory(),
        teacher__number=HOURS["教师编号"],
        teacher__name=HOURS["姓名"],
        school__code=HOURS["学校标识码"],
    )
    return post.teacher.user


@pytest.fixture
def officer(teacher) -> User:
    return RoleGrantFactory().user


def register(*moments: datetime) -> bytes:
    """One training a moment, as a spreadsheet keeps a day with its time."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet, look = (
            book.add_worksheet("学时登记"),
            book.add_format({"num_format": "yyyy-m-d h:mm"}),
        )
        sheet.write_row(0, 0, list(HOURS))
        for number, moment in enumerate(moments, start=1):
            row = HOURS | {"培训项目": f"{moment:%d日%H时}", "学时": 2, "证书编号": ""}
            for place, (name, value) in enumerate(row.items()):
                if name in ("开始日期", "结束日期"):
                    sheet.write_datetime(number, place, moment, look)
                else:
                    sheet.write(number, place, value)
    return out.getvalue()


@pytest.mark.parametrize("now", [BEFORE, AFTER])
def test_training_when_around_midnight_then_belongs_to_the_year_of_its_day_in_shanghai(
    client, officer, now
):
    """By whatever moment it is brought in."""
    moments = [datetime(2026, 12, 31, 23, 30), datetime(2026, 12, 31, 7, 59)]
    if now == AFTER:  # before, it would lie in the future
        moments += [datetime(2027, 1, 1, 0, 10), datetime(2027, 1, 1, 7, 59)]
    with time_machine.travel(now, tick=False):
        client.force_login(officer)
        step(client, upload(client, register(*moments)), "confirm")

    found = dict(Entry.objects.values_list("title", "year"))
    expected = {"31日23时": 2026, "31日07时": 2026, "01日00时": 2027, "01日07时": 2027}
    assert found == dict(list(expected.items())[: len(moments)])
    assert set(Entry.objects.values_list("starts_on", flat=True)) == {
        moment.date() for moment in moments
    }


def test_own_year_when_the_year_turns_then_turns_at_midnight_in_shanghai(client, teacher):
    with time_machine.travel(BEFORE, tick=False):
        client.force_login(teacher)
        assert client.get("/my/year/").url == "/my/year/2026/"
    with time_machine.travel(AFTER, tick=False):
        assert client.get("/my/year/").url == "/my/year/2027/"


def test_grant_when_its_last_day_is_new_years_eve_then_holds_until_midnight_in_shanghai(client):
    leaving = RoleGrantFactory(ends_on=date(2026, 12, 31)).user
    coming = RoleGrantFactory(starts_on=date(2027, 1, 1)).user
    for moment, answers in ((BEFORE, (200, 404)), (AFTER, (404, 200))):
        with time_machine.travel(moment, tick=False):
            for user, answer in zip((leaving, coming), answers, strict=True):
                client.force_login(user)
                assert client.get("/audit/2026/").status_code == answer


@pytest.mark.parametrize(("now", "day"), [(BEFORE, "2026年12月31日"), (AFTER, "2027年1月1日")])
def test_export_when_made_then_bears_the_day_in_shanghai(client, officer, now, day):
    with time_machine.travel(now, tick=False):
        client.force_login(officer)
        book = client.get("/audit/2026/export.xlsx").content
        pdf = client.get("/audit/2026/export.pdf").content

    cells = [
        str(cell) for row in openpyxl.load_workbook(BytesIO(book))["汇总"].values for cell in row
    ]
    text = "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)
    assert any(day in cell for cell in cells)
    assert day in text
