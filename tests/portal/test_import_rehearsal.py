"""What a file would do, row by row, before anybody confirms it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from credits.models import Entry
from credits.services.importing import import_file
from people.enums import BatchState
from people.models import ImportBatch, Teacher
from portal.imports.rows import BatchRows
from tests.uploads import page_of, rehearsed_hours, step, upload
from tests.workbooks import workbook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registers")]
BAD = {"学时": "三十", "培训项目": "甲"}
GOOD = {"培训项目": "乙"}


def shown(desk, batch, **query):
    """(outcome, row) of the rows on the page."""
    response = desk.get(f"/imports/{batch.pk}/", query)
    assert response.status_code == 200
    lines = response.context["breakdown"].page.object_list
    return [(line.outcome, line.row) for line in lines]


@pytest.mark.rule("I2")
def test_rehearsal_when_read_then_tells_figures_and_stores_nothing(desk):
    batch = rehearsed_hours(desk, BAD, GOOD, GOOD)

    assert batch.state == BatchState.REHEARSED
    assert (batch.rows, batch.accepted, batch.unchanged, batch.rejected) == (3, 1, 0, 2)
    assert not Entry.objects.exists()
    page = page_of(desk, batch)
    assert "核对完毕，还没有入库" in page
    assert "确认入库 1 行" in page


def test_rehearsal_when_rows_are_refused_then_shows_each_with_its_sentence(desk):
    batch = rehearsed_hours(desk, GOOD, BAD)

    page = page_of(desk, batch)

    assert shown(desk, batch) == [("refused", 3)]
    assert "第 3 行" in page
    assert "420700000001 崔梓" in page
    assert "「学时」的「三十」不是有效的学时" in page


def test_rehearsal_when_tab_is_chosen_then_shows_those_rows_in_their_order(desk):
    batch = rehearsed_hours(desk, GOOD, BAD, {"培训项目": "丙"})

    assert shown(desk, batch, outcome="all") == [("added", 2), ("refused", 3), ("added", 4)]
    assert shown(desk, batch, outcome="added") == [("added", 2), ("added", 4)]
    assert shown(desk, batch, outcome="unchanged") == []
    assert shown(desk, batch, outcome="nonsense") == [("refused", 3)]


def test_rehearsal_when_cells_change_then_shows_before_and_after(desk):
    batch = upload(desk, workbook("teachers", {"手机号": "13800000000"}), kind="teachers")
    step(desk, batch, "confirm")
    changed = {"手机号": "13900000000", "任职结束日期": "2025-08-31", "是否骨干教师": "是"}

    batch = upload(desk, workbook("teachers", changed), kind="teachers")

    page = page_of(desk, batch, outcome="changed")
    [line] = BatchRows(batch, "changed")
    assert line.changes == {
        "任职结束日期": ["", "2025-08-31"],
        "手机号": ["138****0000", "139****0000"],
        "是否骨干教师": ["否", "是"],
    }
    assert "<del>138****0000</del>" in page
    assert "<ins>139****0000</ins>" in page


def test_rehearsal_when_asked_for_in_english_then_keeps_cells_as_the_workbook_has_them(desk):
    upload(desk, workbook("teachers", {}), kind="teachers")
    Teacher.objects.update(sex="1", backbone=True)
    desk.cookies["django_language"] = "en"

    batch = upload(desk, workbook("teachers", {}), kind="teachers")

    [line] = BatchRows(batch)
    assert line.changes["性别"] == ["男", "女"]
    assert line.changes["是否骨干教师"] == ["是", "否"]


@pytest.mark.rule("H7")
def test_rehearsal_when_a_certificate_stands_on_another_row_then_flags_it_for_a_person(desk):
    batch = rehearsed_hours(desk, {"培训项目": "甲"}, {"培训项目": "乙"}, {"证书编号": ""})

    page = page_of(desk, batch, outcome="flagged")

    assert shown(desk, batch, outcome="flagged") == [("added", 3)]
    assert "可能与“甲”重复，请核对。" in page


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("三十", [("refused", 3)]),
        ("乙", [("added", 2)]),
        ("崔梓", [("added", 2), ("refused", 3)]),
        ("3", [("refused", 3)]),
        ("bad_hours", []),
        ("outcome", []),
        ('"', []),
        ("\\", []),
        ("没有", []),
    ],
)
def test_rehearsal_when_searched_then_looks_into_the_cells_only(desk, text, found):
    batch = rehearsed_hours(desk, GOOD, BAD)

    assert shown(desk, batch, outcome="all", q=text) == found


@pytest.mark.parametrize(
    "query", [{"page": "abc"}, {"page": "99"}, {"q": "\x00"}, {"q": "长" * 99}]
)
def test_rehearsal_when_address_holds_nonsense_then_shows_the_rows(desk, query):
    batch = rehearsed_hours(desk, GOOD)

    assert shown(desk, batch, **query) == [("added", 2)]


def test_rehearsal_when_there_are_many_rows_then_pages_and_asks_no_more_of_the_database(desk):
    few = rehearsed_hours(desk, GOOD)
    many = rehearsed_hours(desk, *({"培训项目": f"第{n}期"} for n in range(120)))

    for batch, query, count in ((few, {}, 1), (many, {"page": 2}, 50), (many, {"page": 3}, 20)):
        with CaptureQueriesContext(connection) as queries:
            assert len(shown(desk, batch, **query)) == count
            # Session, user, grants, teacher record, unread notices; the batch, and a twin of it.
            assert len(queries) == 7


def test_rehearsal_when_text_holds_markup_then_shows_it_literally(desk):
    batch = rehearsed_hours(desk, {"学时": "<script>alert(1)</script>"}, {"培训项目": "<b>甲</b>"})

    page = page_of(desk, batch, outcome="all")

    assert "<script>alert" not in page
    assert "<b>甲" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "文件中有表头，没有数据行"),
        ([BAD], "没有可入库的行"),
    ],
)
def test_rehearsal_when_nothing_would_be_imported_then_says_so_and_offers_no_confirming(
    desk, rows, sentence
):
    page = page_of(desk, upload(desk, workbook("hours", *rows)))

    assert sentence in page
    assert "确认入库" not in page


def test_rehearsal_when_sheets_are_set_aside_then_names_them(desk, registers):
    sample = "tests/data/samples/hours-several-sheets.xlsx"
    with open(sample, "rb") as file:
        batch = upload(desk, file.read())

    assert "未读取" in page_of(desk, batch)


def test_rehearsal_when_done_again_then_knows_the_registers_of_now(desk, registers):
    batch = rehearsed_hours(desk, {"教师编号": "420700000002", "姓名": "胡娟"})
    assert batch.rejected == 1
    Teacher.objects.create(number="420700000002", name="胡娟")

    step(desk, batch, "rehearse")

    batch.refresh_from_db()
    assert (batch.state, batch.accepted, batch.rejected) == (BatchState.REHEARSED, 1, 0)


def test_batch_when_its_rows_are_gone_then_keeps_the_figures(desk, private_root):
    batch = rehearsed_hours(desk, BAD)
    for path in private_root.rglob("rows*"):
        path.unlink()

    page = page_of(desk, batch, q="甲")

    assert "逐行明细的文件已不在" in page


def test_batch_when_imported_by_command_then_shows_what_its_report_holds(desk):
    data = workbook("hours", GOOD, BAD)
    batch, _plan = import_file("hours", data, "学时.xlsx", by=None)

    assert "系统命令" in page_of(desk, batch)
    assert shown(desk, batch) == [("refused", 3)]
    assert desk.get(f"/imports/{batch.pk}/refused.xlsx").status_code == 404
    assert ImportBatch.objects.get().stored_name == ""
