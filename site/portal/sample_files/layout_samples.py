"""Registers of hours as files: titles, footers, several sheets, and CSV in every habit."""

from credits.imports.hours import SHEET
from portal.sample_files.samples import (
    SKIPPED,
    UNCHANGED,
    Refused,
    Sample,
    Sheet,
    arranged,
)
from portal.sample_files.tidy import HOURS_HEADS, hours_row

FOOTER = [
    ({"教师编号": "合计", "学时": 22}, SKIPPED),
    (
        {"教师编号": "填表人：周敏", "培训项目": "审核人：王岚", "开始日期": "日期：2025-12-31"},
        SKIPPED,
    ),
]


def layout_samples() -> list[Sample]:
    return [_titles(), _several_sheets(), _after_footer(), *_csv_files(), *_lacking()]


def _same(indexes) -> list:
    return [(hours_row(index), UNCHANGED) for index in indexes]


def _titles() -> Sample:
    heads = [HOURS_HEADS[(place * 5) % 12] for place in range(12)]
    rows = [*_same([0, 1, 2]), ({}, SKIPPED), *_same([3, 4]), *FOOTER]
    above = [["全市中小学心理健康教育教师学时登记表"], ["填报单位：", None, "填报时间："], []]
    written = [f" {head[:2]} {head[2:]}\n" for head in heads]
    sheet = Sheet(SHEET, [written], arranged(rows, heads), above, merges=[(0, 0, 0, 11)])
    return Sample(
        "hours-titles.xlsx", "hours", "表名、填报行、空行、合计行和落款", (1, 4, 5), [sheet]
    )


def _several_sheets() -> Sample:
    """One sheet per school, some rows and columns hidden, and sheets that are no register."""
    sample_row = ({**hours_row(0), "教师编号": "示例"}, SKIPPED)
    first = Sheet(
        SHEET,
        [HOURS_HEADS],
        arranged([sample_row, *_same([0, 1])], HOURS_HEADS),
        hidden_rows=[3],
        hidden_columns=[4],
    )
    second = Sheet("第二所学校", [HOURS_HEADS], arranged(_same([10, 11]), HOURS_HEADS))
    guide = Sheet("填表说明", [["请在后面的表中填写，每行一条记录。"]])
    samples = Sheet(
        "示例", [HOURS_HEADS, *(line.cells for line in arranged(_same([5]), HOURS_HEADS))]
    )
    return Sample(
        "hours-several-sheets.xlsx",
        "hours",
        "一校一表，有隐藏的行和列；说明、示例表和示例行不读",
        (24,),
        [guide, samples, first, second],
    )


def _after_footer() -> Sample:
    after = (hours_row(2), Refused("教师编号", "unknown_value"))
    rows = [*_same([0, 1]), *FOOTER, after]
    sheet = Sheet(SHEET, [HOURS_HEADS], arranged(rows, HOURS_HEADS))
    return Sample("hours-after-footer.xlsx", "hours", "落款之后的数据不猜，退回", (5,), [sheet])


def _csv_files() -> list[Sample]:
    habits = {
        "utf8": {},
        "utf8-bom": {"encoding": "utf-8-sig"},
        "gb18030": {"encoding": "gb18030"},
        "tab": {"delimiter": "\t"},
        "wide-comma": {"delimiter": "，"},
        "wide-semicolon": {"delimiter": "；", "encoding": "gb18030"},
    }
    rows = arranged([*_same([0, 1, 16, 20]), *FOOTER], HOURS_HEADS)
    sheet = Sheet(SHEET, [HOURS_HEADS], rows, above=[["学时登记表\n（引号内换行）"]])
    return [
        Sample(
            f"hours-{name}.csv", "hours", "CSV 的编码和分隔符", (12, 13), [sheet], options=options
        )
        for name, options in habits.items()
    ]


def _lacking() -> list[Sample]:
    heads = [head for head in HOURS_HEADS if head != "学时"]
    lacking = Sheet(SHEET, [heads], arranged(_same([0]), heads))
    other = Sheet("通讯录", [["单位", "电话", "地址"]])
    doubled = Sheet(SHEET, [[*HOURS_HEADS, "学时"]], arranged(_same([0]), HOURS_HEADS))
    return [
        Sample("hours-no-hours.xlsx", "hours", "表头缺“学时”一列", (), [lacking], refused="missing_column"),
        Sample("hours-other-list.xlsx", "hours", "不是学时登记表", (), [other], refused="missing_column"),
        Sample("hours-two-hours.xlsx", "hours", "“学时”一列出现两次", (), [doubled], refused="missing_column"),
    ]  # fmt: skip
