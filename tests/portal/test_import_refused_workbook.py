"""The refused rows as a workbook: read back as they were, mended, taken."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from credits.models import Entry
from people.enums import BatchState
from portal.imports.rows import BatchRows
from tests.factories.people import SchoolFactory, TeacherFactory
from tests.uploads import imported_hours, step, upload
from tests.workbooks import HOURS, workbook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registers")]
SAMPLES = "tests/data/samples/"


def sample(name):
    with open(SAMPLES + name, "rb") as file:
        return file.read()


def refused(desk, batch) -> bytes:
    response = desk.get(f"/imports/{batch.pk}/refused.xlsx")
    assert response.status_code == 200
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment")
    return response.content


def rows_of(data: bytes) -> list[list]:
    return CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()


def codes(batch):
    return [(line.refusal.code, line.refusal.column) for line in BatchRows(batch, "refused")]


def test_refused_workbook_when_downloaded_then_holds_the_cells_the_reason_and_the_row(desk):
    batch = imported_hours(desk, {}, {"学时": "三十", "培训项目": "乙"})

    heading, row = rows_of(refused(desk, batch))

    assert heading == [*HOURS, "退回原因", "原工作表", "原行号"]
    assert row[:12] == [
        str(value) for value in ({**HOURS, "学时": "三十", "培训项目": "乙"}).values()
    ]
    assert "不是有效的学时" in row[12]
    assert row[13:] == ["学时登记", 3.0]


@pytest.mark.rule("I2")
def test_refused_workbook_when_mended_and_uploaded_then_its_rows_are_taken(desk):
    batch = imported_hours(desk, {}, {"学时": "三十", "培训项目": "乙"})
    book = openpyxl.load_workbook(BytesIO(refused(desk, batch)))
    book.active["K2"] = 3.5
    mended = BytesIO()
    book.save(mended)

    again = upload(desk, mended.getvalue(), name="退回.xlsx")
    step(desk, again, "confirm")

    again.refresh_from_db()
    assert (again.rows, again.accepted, again.rejected) == (1, 1, 0)
    assert Entry.objects.count() == 2


@pytest.mark.parametrize(
    "name",
    [
        "hours-amounts.xlsx",
        "hours-codes.xlsx",
        "hours-dates.xlsx",
        "hours-formula-cells.xlsx",
        "hours-1904.xlsx",
        "hours-registers.xlsx",
        "hours-text-like-formulas.xlsx",
    ],
)
@pytest.mark.rule("I1")
def test_refused_workbook_when_uploaded_unmended_then_is_refused_for_the_same_reasons(desk, name):
    batch = upload(desk, sample(name))
    assert batch.rejected

    again = upload(desk, refused(desk, batch), name="退回.xlsx")

    assert again.state == BatchState.REHEARSED
    assert (again.accepted, again.rows) == (0, batch.rejected)
    assert codes(again) == codes(batch)


def test_refused_workbook_when_text_looks_like_a_formula_then_is_text(desk):
    wild = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "\t=1", "＝1"]
    rows = ({"培训项目": text, "姓名": "李四", "证书编号": "=cmd|' /C calc'!A0"} for text in wild)
    batch = upload(desk, _edited(*rows))

    data = refused(desk, batch)

    book = openpyxl.load_workbook(BytesIO(data))
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} <= {"s", "n"}
    assert [row[3].value for row in book.active.iter_rows(min_row=2)] == wild
    assert b"<f>" not in ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml")


def test_refused_workbook_when_rows_stood_after_the_footer_then_they_are_taken_now(desk):
    TeacherFactory(number="420199000001", name="张三")
    SchoolFactory(code="2142990001")
    batch = upload(desk, sample("hours-after-footer.xlsx"))
    [line] = BatchRows(batch, "refused")

    again = upload(desk, refused(desk, batch), name="退回.xlsx")

    assert (line.refusal.params["reason"], line.subject) == ("after_footer", "420199000001 张三")
    assert (again.accepted, again.rejected) == (1, 0)


def test_refused_workbook_when_dates_are_cells_then_they_stay_dates(desk):
    batch = upload(desk, _edited({"开始日期": date(2025, 3, 20), "结束日期": "不详"}))

    row = rows_of(refused(desk, batch))[1]

    assert row[8:10] == [date(2025, 3, 20), "不详"]


def test_refused_workbook_when_the_upload_is_gone_then_404_and_no_link(desk, private_root):
    batch = imported_hours(desk, {"学时": "三十"})
    for path in private_root.rglob("upload"):
        path.unlink()

    assert desk.get(f"/imports/{batch.pk}/refused.xlsx").status_code == 404
    assert "下载退回的行" not in desk.get(f"/imports/{batch.pk}/").content.decode()


def test_refused_workbook_when_file_is_a_csv_then_reads_back_too(desk):
    lines = [",".join(HOURS), ",".join(str(value) for value in {**HOURS, "学时": "三十"}.values())]
    batch = upload(desk, "\n".join(lines).encode("gb18030"), name="学时.csv")

    again = upload(desk, refused(desk, batch), name="退回.xlsx")

    assert codes(again) == codes(batch) == [("bad_hours", "学时")]


def _edited(*rows: dict) -> bytes:
    """A workbook with cells of their own type: text that is no formula, dates that are dates."""
    book = openpyxl.load_workbook(BytesIO(workbook("hours", *({} for _row in rows))))
    headings = [cell.value for cell in book.active[1]]
    for number, changes in enumerate(rows, 2):
        for heading, value in changes.items():
            cell = book.active.cell(number, headings.index(heading) + 1, value)
            if isinstance(value, str):
                cell.data_type = "s"
    out = BytesIO()
    book.save(out)
    return out.getvalue()
