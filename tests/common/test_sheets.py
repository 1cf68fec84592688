from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.refusals import FileRefusedError
from common.sheets import Column, read_workbook
from common.sheets.headings import HeadingFinder
from tests.common.made_workbooks import (
    COLUMNS,
    HEADING,
    SHEET,
    csv,
    data_row,
    reading_of,
    refusal_of,
    table_of,
    xlsx,
)

pytestmark = pytest.mark.rule("I1")

TITLE = ["XX市在职教师花名册"]
REMARK = ["填报单位：", "", "填报时间："]


def refused(data: bytes, name: str = "hours.xlsx"):
    with pytest.raises(FileRefusedError) as caught:
        reading_of(data, name)
    return caught.value.refusal


def test_table_when_the_sheet_is_tidy_has_every_row_and_column():
    table = table_of(xlsx([HEADING, data_row(1), data_row(2, 证书编号="XL1")]))

    assert table.sheet == SHEET
    assert table.rows == [2, 3]
    assert list(table.columns) == HEADING
    assert table.columns["教师编号"] == ["420700000001", "420700000002"]
    assert table.columns["证书编号"] == ["", "XL1"]
    assert (table.skipped, table.declared_totals, table.refused) == (0, {}, [])


def test_table_when_cells_are_dates_and_numbers_keeps_them_raw():
    rows = [HEADING, data_row(开始日期=date(2025, 3, 8), 学时=7.5)]
    rows.append(data_row(开始日期=datetime(2025, 3, 8, 9, 30), 教师编号=420700000001))

    table = table_of(xlsx(rows))

    assert table.columns["开始日期"] == [date(2025, 3, 8), datetime(2025, 3, 8, 9, 30)]
    assert table.columns["学时"] == [7.5, 8]
    assert table.columns["教师编号"][1] == 420700000001


def test_table_when_an_optional_column_is_absent_does_without():
    table = table_of(xlsx([HEADING[:-1], data_row()[:-1]]))

    assert "证书编号" not in table.columns


def test_table_when_only_the_heading_is_there_is_empty():
    table = table_of(xlsx([HEADING]))

    assert table.rows == []
    assert table.columns["学时"] == []


def test_progress_when_given_hears_of_each_sheet():
    heard = []
    data = xlsx([HEADING, data_row()], others={"东湖小学": [HEADING, data_row(2)]})

    read_workbook(data, "a.xlsx", sheet=SHEET, columns=COLUMNS, progress=heard.append)

    assert heard == ["东湖小学", SHEET]


def test_heading_when_case1_below_a_merged_title_and_remarks_is_found():
    rows = [TITLE, REMARK, [], HEADING, data_row()]

    table = table_of(xlsx(rows, merged=["A1:G1"]))

    assert table.rows == [5]


def test_heading_when_the_table_starts_away_from_a1_is_found():
    rows = [[], [], ["", "", *HEADING], ["", "", *data_row()]]

    table = table_of(xlsx(rows))

    assert table.rows == [4]
    assert table.columns["姓名"] == ["张三"]


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("学时\n", id="line-break"),
        pytest.param("学 时", id="inner-space"),
        pytest.param("*学时", id="star"),
        pytest.param("＊学时", id="wide-star"),
        pytest.param("★ 学时", id="mark"),
        pytest.param("学时（节）", id="hint"),
        pytest.param("学时(必填)：", id="hint-colon"),
        pytest.param("学时【数字】", id="hint-lenticular"),
        pytest.param("\u3000学\u00a0时\u200b", id="case9-odd-spaces"),
        pytest.param("培训时数", id="alias"),
    ],
)
def test_heading_when_untidy_is_the_same_column(written):
    heading = [written if name == "学时" else name for name in HEADING]
    columns = [*COLUMNS, Column("性别", required=False)]
    columns[5] = Column("学时", aliases=("培训时数",))

    reading = read_workbook(xlsx([heading, data_row()]), "a.xlsx", sheet=SHEET, columns=columns)

    assert reading.tables[0].columns["学时"] == [8]


@given(st.permutations(range(len(HEADING))))
@settings(max_examples=20, deadline=None)
def test_heading_when_columns_are_in_any_order_is_read_alike(order):
    rows = [HEADING, data_row(证书编号="XL1")]

    table = table_of(csv([[row[place] for place in order] for row in rows]), "a.csv")

    cells = {name: str(cell) for name, cell in zip(*rows, strict=True)}
    assert {name: cell for name, (cell,) in table.columns.items()} == cells


def test_heading_when_case2_groups_are_merged_joins_parent_and_child():
    columns = [Column("学校标识码"), Column("学校名称"), Column("姓名"), Column("任职开始日期")]
    rows = [
        ["学校", "", "姓名", "任职"],
        ["标识码", "名称", "", "开始日期"],
        ["2142070001", "新城小学", "张三", "2025-03-08"],
    ]

    reading = read_workbook(
        xlsx(rows, merged=["A1:B1", "C1:C2"]), "a.xlsx", sheet=SHEET, columns=columns
    )

    assert reading.tables[0].rows == [3]
    assert reading.tables[0].columns["学校名称"] == ["新城小学"]
    assert reading.tables[0].columns["任职开始日期"] == ["2025-03-08"]


def test_heading_when_case2_a_group_stands_over_full_names_takes_the_names():
    rows = [["基本信息", "", "", "培训情况"], HEADING, data_row()]

    table = table_of(xlsx(rows, merged=["A1:C1", "D1:G1"]))

    assert table.rows == [3]


def test_heading_when_case2_comes_by_csv_reaches_over_the_blanks():
    columns = [Column("学校标识码"), Column("学校名称"), Column("姓名")]
    rows = [["学校", "", "姓名"], ["标识码", "名称", ""], ["2142070001", "新城小学", "张三"]]

    reading = read_workbook(csv(rows), "a.csv", sheet=SHEET, columns=columns)

    assert reading.tables[0].columns["学校标识码"] == ["2142070001"]


def test_heading_when_every_cell_is_merged_over_two_rows_starts_data_below():
    areas = [f"{letter}1:{letter}2" for letter in "ABCDEFG"]

    table = table_of(xlsx([HEADING, [], data_row()], merged=areas))

    assert (table.rows, table.skipped) == ([3], 0)


def test_heading_when_a_name_stands_twice_is_refused():
    refusal = refused(xlsx([[*HEADING, "学时"], [*data_row(), 9]]))

    assert (refusal.code, refusal.column) == ("missing_column", "学时")
    assert "F / H 列" in refusal.message


def test_heading_when_an_alias_stands_beside_the_name_takes_the_name():
    columns = [*COLUMNS[:5], Column("学时", aliases=("时数",))]
    rows = [["时数", *HEADING], [99, *data_row()]]

    reading = read_workbook(xlsx(rows), "a.xlsx", sheet=SHEET, columns=columns)

    assert reading.tables[0].columns["学时"] == [8]


def test_heading_when_a_required_column_is_missing_refuses_the_sheet():
    refusal = refused(xlsx([HEADING[:4], data_row()[:4]]))

    assert (refusal.sheet, refusal.row, refusal.code) == (SHEET, None, "missing_column")
    assert refusal.column == "开始日期、学时"


def test_heading_when_none_is_found_refuses_the_file():
    assert refusal_of(xlsx([["你好"], ["世界"]])) == "no_heading"


def test_heading_when_the_file_has_no_cells_refuses_it():
    assert refusal_of(xlsx([])) == "no_heading"


def test_heading_when_beyond_the_first_rows_is_not_sought():
    assert refusal_of(xlsx([["说明"]] * 30 + [HEADING, data_row()])) == "no_heading"


@given(st.lists(st.lists(st.text(max_size=5), max_size=8), max_size=25))
@settings(deadline=None)
def test_finder_when_given_any_cells_ends(rows):
    HeadingFinder(COLUMNS).find(rows, [((0, 0), (0, 3)), ((1, 1), (2, 1))])


def test_rows_when_case5_blank_between_groups_are_skipped_and_counted():
    rows = [HEADING, data_row(1), [], ["", " ", "\u3000"], data_row(2)]

    table = table_of(xlsx(rows))

    assert (table.rows, table.skipped) == ([2, 5], 2)


@pytest.mark.parametrize("label", ["合计", "总 计", "共计（学时）", "本页合计：", "小计"])
def test_rows_when_case4_a_total_closes_is_skipped(label):
    total = [label, "", "", "", "", 16, ""]

    table = table_of(xlsx([HEADING, data_row(1), data_row(2), total]))

    assert (table.rows, table.skipped) == ([2, 3], 1)


def test_rows_when_case4_a_total_closes_tells_its_numbers():
    table = table_of(xlsx([HEADING, data_row(1), data_row(2), ["合计", "", "", "", "", 16]]))

    assert table.declared_totals == {"学时": 16}


def test_rows_when_case4_the_total_stands_behind_a_number_is_skipped():
    rows = [["序号", *HEADING], [1, *data_row(1)], [2, "合计", "", "", "", "", 8]]

    table = table_of(xlsx(rows))

    assert (table.rows, table.declared_totals) == ([2], {"学时": 8})
