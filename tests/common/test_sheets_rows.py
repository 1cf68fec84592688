"""Which rows of a sheet are data, and what its cells hold (I1)."""

from datetime import date

import pytest

from common.cells import FaultyCell, parse_column, parse_date
from common.refusals import FileRefusedError
from common.sheets import Column, read_workbook
from common.workbook_safety import Limits
from tests.common.made_workbooks import (
    COLUMNS,
    HEADING,
    SHEET,
    archive,
    csv,
    data_row,
    parts,
    reading_of,
    refusal_of,
    row_xml,
    table_of,
    table_xml,
    xlsx,
)

pytestmark = pytest.mark.rule("I1")

TITLE = ["XX市在职教师花名册"]


def refused(data: bytes, name: str = "hours.xlsx"):
    with pytest.raises(FileRefusedError) as caught:
        reading_of(data, name)
    return caught.value.refusal


@pytest.mark.parametrize(
    "footer",
    [
        ["填表人：张三", "", "审核人：李四"],
        ["审核人", "李四"],
        ["单位负责人（签字）："],
        ["填报日期：2025年12月31日"],
        ["（盖章）"],
        ["联系电话：027-82345678"],
        ["注：本表一式两份。"],
    ],
    ids=lambda footer: footer[0],
)
def test_rows_when_case4_a_footer_follows_are_skipped(footer):
    table = table_of(xlsx([HEADING, data_row(1), footer]))

    assert (table.rows, table.skipped, table.refused) == ([2], 1, [])


@pytest.mark.parametrize(
    "closing", [["合计", "", "", "", "", 8], ["填表人：张三"]], ids=["total", "signature"]
)
def test_rows_when_case5_data_follows_the_footer_are_refused_one_by_one(closing):
    rows = [HEADING, data_row(1), closing, [], data_row(2), data_row(3)]

    table = table_of(xlsx(rows))

    assert (table.rows, table.skipped) == ([2], 2)
    assert [refusal.row for refusal in table.refused] == [5, 6]
    assert {refusal.code for refusal in table.refused} == {"unknown_value"}
    assert table.refused[0].value == "420700000002"
    assert "合计行之前" in table.refused[0].message


def test_rows_when_free_lines_follow_the_footer_are_skipped():
    rows = [HEADING, data_row(1), ["填表人：张三"], ["请于本周五前报送"]]

    table = table_of(xlsx(rows))

    assert (table.skipped, table.refused) == (2, [])


def test_rows_when_subtotals_stand_between_are_read_on():
    subtotal = ["合计", "", "", "", "", 8]
    rows = [HEADING, data_row(1), subtotal, data_row(2), subtotal, ["总计", "", "", "", "", 16]]

    table = table_of(xlsx(rows))

    assert (table.rows, table.skipped, table.refused) == ([2, 4], 3, [])
    assert table.declared_totals == {"学时": 16}


def test_rows_when_the_heading_is_repeated_begin_anew():
    rows = [HEADING, data_row(1), ["合计", "", "", "", "", 8], HEADING, data_row(2)]

    table = table_of(xlsx(rows))

    assert (table.rows, table.skipped, table.refused) == ([2, 5], 2, [])


@pytest.mark.parametrize("mark", ["示例", "样例：420700000001", "(示例)4207", "例：4207"])
def test_rows_when_case24_the_sample_of_the_template_is_left_are_skipped(mark):
    rows = [HEADING, data_row(教师编号=mark), data_row(2)]

    table = table_of(xlsx(rows))

    assert (table.rows, table.skipped) == ([3], 1)


def test_rows_when_a_title_begins_like_a_sample_are_data():
    rows = [["培训项目", *HEADING[:3], *HEADING[4:]]]
    rows.append(["示例课研修班", *data_row()[:3], *data_row()[4:]])

    assert table_of(xlsx(rows)).rows == [2]


def test_rows_when_captions_are_merged_across_are_skipped():
    rows = [HEADING, ["一、专职教师"], data_row(1), ["二、兼职教师"], data_row(2)]

    table = table_of(xlsx(rows, merged=["A2:G2", "A4:G4"]))

    assert (table.rows, table.skipped) == ([3, 5], 2)


def test_rows_when_only_a_running_number_is_filled_are_blank():
    rows = [["序号", *HEADING], [1, *data_row()], [2], [3]]

    table = table_of(xlsx(rows))

    assert (table.rows, table.skipped) == ([2], 2)


def test_rows_when_cells_are_missing_are_still_data():
    table = table_of(xlsx([HEADING, data_row(学时=""), data_row(教师编号="", 姓名="")]))

    assert table.rows == [2, 3]
    assert table.columns["学时"] == ["", 8]


def test_rows_when_a_teacher_is_called_like_a_footer_are_data():
    assert table_of(xlsx([HEADING, data_row(姓名="合计", 学时="")])).rows == [2]


def test_cells_when_case3_merged_over_rows_are_filled_down():
    rows = [HEADING, data_row(1), data_row(2, 学校标识码=""), data_row(3, 学校标识码="")]

    table = table_of(xlsx(rows, merged=["C2:C3"]))

    assert table.columns["学校标识码"] == ["2142070001", "2142070001", ""]


def test_cells_when_case3_a_row_is_blank_but_for_the_merge_stay_blank():
    rows = [HEADING, data_row(1), [], data_row(3, 学校标识码="")]

    table = table_of(xlsx(rows, merged=["C2:C4"]))

    assert table.rows == [2, 4]
    assert table.columns["学校标识码"] == ["2142070001", "2142070001"]


def test_cells_when_case18_an_error_value_is_kept_as_faulty():
    cells = row_xml(1, HEADING) + row_xml(
        2, [*map(str, data_row()[:5]), '<c r="F2" t="e"><v>#REF!</v></c>']
    )

    table = table_of(archive(parts(cells)))

    assert table.columns["学时"] == [FaultyCell("#REF!")]


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="F2"><f>1+1</f></c>',
        '<c r="F2"><f>1+1</f><v></v></c>',
        '<c r="F2"><f>1+1</f><v/></c>',
        '<c r="F2" s="1"><f>1+1</f><v /></c>',
        '<c r="F2"><f t="shared" si="0"/></c>',
    ],
)
def test_cells_when_case18_a_formula_has_no_result_is_kept_as_faulty(cell):
    cells = row_xml(1, HEADING) + row_xml(2, [*map(str, data_row()[:5]), cell])

    assert table_of(archive(parts(cells))).columns["学时"] == [FaultyCell()]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="F2"><f>4+4</f><v>8</v></c>', 8.0),
        ('<c r="F2" t="str"><f>"8"&amp;"学时"</f><v>8学时</v></c>', "8学时"),
        ('<c r="F2" t="str"><f>IF(1,"","")</f><v></v></c>', ""),
    ],
)
def test_cells_when_a_formula_has_its_result_is_read(cell, value):
    cells = row_xml(1, HEADING) + row_xml(2, [*map(str, data_row()[:5]), cell])

    assert table_of(archive(parts(cells))).columns["学时"] == [value]


def test_rows_when_prefilled_formulas_are_all_they_hold_are_blank():
    formula = row_xml(3, ['<c r="F3"><f>1+1</f></c>'])
    data = row_xml(4, list(map(str, data_row(2)[:6])))

    table = table_of(archive(parts(table_xml() + formula + data)))

    assert (table.rows, table.skipped) == ([2, 4], 1)


def test_cells_when_written_as_formula_text_are_text():
    rows = [HEADING, data_row(培训项目="=HYPERLINK(1)")]

    assert table_of(csv(rows), "a.csv").columns["培训项目"] == ["=HYPERLINK(1)"]


def test_sheets_when_case24_covers_and_samples_lie_before_are_set_aside():
    others = {
        "填表说明": [["请在第二张表填写，每行一条记录。"]],
        "示例": [HEADING, data_row(9)],
        "空表": [],
        "统计": [["总人数", 3]],
        "隐藏表": [HEADING, data_row(9)],
    }
    data = xlsx([HEADING, data_row()], others=others, hidden=["隐藏表"])

    reading = reading_of(data)

    assert [table.sheet for table in reading.tables] == [SHEET]
    assert {aside.sheet: aside.reason for aside in reading.set_aside} == {
        "填表说明": "instructions",
        "示例": "sample",
        "空表": "empty",
        "统计": "no_heading",
        "隐藏表": "hidden",
    }
    assert all(aside.sheet in aside.message for aside in reading.set_aside)


def test_sheets_when_case24_one_a_school_are_all_read():
    others = {"东湖小学": [TITLE, HEADING, data_row(1)], "新城小学": [HEADING, data_row(2)]}

    reading = reading_of(xlsx([HEADING, data_row(3)], others=others))

    assert [(table.sheet, table.rows) for table in reading.tables] == [
        ("东湖小学", [3]),
        ("新城小学", [2]),
        (SHEET, [2]),
    ]


def test_sheets_when_one_of_them_lacks_a_column_refuse_the_file():
    others = {"东湖小学": [HEADING[:5], data_row()[:5]]}

    refusal = refused(xlsx([HEADING, data_row()], others=others))

    assert (refusal.sheet, refusal.column) == ("东湖小学", "学时")


def test_sheets_when_a_list_of_its_own_shares_few_names_is_set_aside():
    columns = [*COLUMNS, Column("主办单位"), Column("培训级别")]
    whole = [[*HEADING, "主办单位", "培训级别"], [*data_row(), "市教科院", "市级"]]
    data = xlsx(whole, others={"名单": [HEADING[:3], data_row()[:3]]})

    reading = read_workbook(data, "a.xlsx", sheet=SHEET, columns=columns)

    assert [aside.sheet for aside in reading.set_aside] == ["名单"]


def test_sheets_when_the_expected_name_is_hidden_are_read():
    data = xlsx([HEADING, data_row()], others={"首页": [["你好"]]}, hidden=[SHEET])

    assert table_of(data).rows == [2]


def test_sheets_when_rows_are_hidden_are_read_and_told():
    cells = table_xml().replace('<row r="2"', '<row r="2" hidden="1"')

    table = table_of(archive(parts(cells)))

    assert (table.rows, table.has_hidden) == ([2], True)


def test_dates_when_case15_the_workbook_counts_from_1904_are_the_same_days():
    rows = [HEADING, data_row(开始日期=date(2025, 3, 8)), data_row(开始日期=44262)]

    table = table_of(xlsx(rows, date_1904=True))
    days = parse_column(table.columns["开始日期"], lambda cell: parse_date(cell, table.epoch_1904))

    assert table.epoch_1904
    assert days == [date(2025, 3, 8), date(2025, 3, 8)]


def test_epoch_when_nothing_is_said_is_1900():
    assert not table_of(xlsx([HEADING, data_row()])).epoch_1904


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_csv_when_case12_in_either_encoding_is_read(encoding):
    table = table_of(csv([HEADING, data_row(姓名="张三")], encoding=encoding), "a.csv")

    assert table.sheet == SHEET
    assert table.columns["姓名"] == ["张三"]


def test_csv_when_case11_gb18030_holds_four_byte_letters_keeps_them():
    data = csv([HEADING, data_row(姓名="𠮷㛃")], encoding="gb18030")

    assert table_of(data, "a.csv").columns["姓名"] == ["𠮷㛃"]


@pytest.mark.parametrize("delimiter", list(",\t;，；"))
def test_csv_when_case13_any_delimiter_is_used_is_read(delimiter):
    data = csv([TITLE, HEADING, data_row(培训项目="家校、沟通")], delimiter)

    table = table_of(data, "A.CSV")

    assert table.rows == [3]
    assert table.columns["培训项目"] == ["家校、沟通"]


def test_csv_when_case13_line_breaks_are_quoted_counts_rows_as_a_spreadsheet():
    data = (
        ",".join(HEADING) + '\n4207,张三,2142,"个案\n督导,小组",2025-03-08,8,\n'
        "4208,李四,2142,沙盘,2025-03-08,8,\n"
    ).encode()

    table = table_of(data, "a.csv")

    assert table.rows == [2, 3]
    assert table.columns["培训项目"][0] == "个案\n督导,小组"


def test_csv_when_rows_are_short_are_padded():
    table = table_of(csv([HEADING, ["4207", "张三"]]), "a.csv")

    assert table.columns["学时"] == [""]


def test_csv_when_totals_close_are_skipped():
    table = table_of(csv([HEADING, data_row(), ["合计", "", "", "", "", "8"], []]), "a.csv")

    assert (table.rows, table.skipped) == ([2], 2)


def test_rows_when_over_the_limit_are_refused():
    limits = Limits(rows=10, spare_rows=2)
    rows = [HEADING, *map(data_row, range(20))]

    for data, name in ((xlsx(rows), "a.xlsx"), (csv(rows), "a.csv")):
        with pytest.raises(FileRefusedError) as caught:
            read_workbook(data, name, sheet=SHEET, columns=COLUMNS, limits=limits)
        assert caught.value.refusal.params["reason"] == "too_many_rows"
        assert SHEET in caught.value.refusal.message


def test_columns_when_over_the_limit_are_refused():
    rows = [[*HEADING, *map(str, range(300))], data_row()]

    assert refusal_of(xlsx(rows)) == "too_many_columns"
    assert refusal_of(csv(rows), "a.csv") == "too_many_columns"


def test_sheets_when_over_the_limit_are_refused():
    others = {f"学校{number}": [] for number in range(60)}

    assert refusal_of(xlsx([HEADING], others=others)) == "too_many_sheets"
