"""Rosters of teachers as they come, and as they must not."""

from datetime import date, datetime, time

from people.imports.teachers import SHEET
from portal.sample_files.samples import (
    ACCEPTED,
    SKIPPED,
    UNCHANGED,
    Refused,
    Sample,
    Sheet,
    arranged,
)
from portal.sample_files.tidy import FULL, PART, TEACHER_HEADS, teacher_row


def teacher_samples() -> list[Sample]:
    return [_untidy(), _merged(), _newer(), _refused()]


def _untidy() -> Sample:
    """Two heading rows with merged groups; every writing of a cell that is read."""
    groups = [
        "教师编号",
        "姓名",
        "性别",
        "手机号",
        "学校",
        None,
        "岗位类别",
        "是否骨干教师",
        "任职",
        None,
    ]
    below = [None, None, None, None, "标识码", "名称", None, None, "开始日期", "结束日期"]
    rows = [
        (
            teacher_row(0, 教师编号=420199000001, 姓名="张　三", 性别=1, 任职开始日期="2020.9.1"),
            UNCHANGED,
        ),
        (teacher_row(1, 姓名="李 思远", 岗位类别="兼职", 手机号="199 0000 9002"), UNCHANGED),
        (
            teacher_row(2, 岗位类别="专职", 手机号=19900009003, 任职开始日期="2018年3月15日"),
            UNCHANGED,
        ),
        (teacher_row(3, 姓名="买买提•艾山", 岗位类别="兼", 任职开始日期="20210208"), UNCHANGED),
        (teacher_row(4, 手机号="027-85550001", 任职结束日期="2025/6/30"), UNCHANGED),
        (
            teacher_row(
                5,
                教师编号="４２０１９９０００００６",
                任职开始日期=datetime.combine(date(2024, 9, 1), time(8, 30)),
            ),
            UNCHANGED,
        ),
        (teacher_row(6, 教师编号="'420199000007", 是否骨干教师="N", 任职开始日期=45170), UNCHANGED),
        (teacher_row(7, 教师编号=" 000042\u00a0", 是否骨干教师="×"), UNCHANGED),
        (teacher_row(8, 学校名称=None, 性别="女性"), UNCHANGED),
        (teacher_row(9, 姓名="周研 ", 岗位类别="心理教研员", 是否骨干教师="√"), UNCHANGED),
        ({"教师编号": "审核人：", "姓名": "王岚"}, SKIPPED),
    ]
    merges = [(0, 0, 0, 9), (1, 4, 1, 5), (1, 8, 1, 9)]
    merges += [(1, place, 2, place) for place in (0, 1, 2, 3, 6, 7)]
    sheet = Sheet(
        SHEET, [groups, below], arranged(rows, TEACHER_HEADS), [["教师花名册"]], merges=merges
    )
    return Sample(
        "teachers-untidy.xlsx",
        "teachers",
        "两行表头、合并单元格、各种写法",
        (1, 2, 4, 7, 9, 10, 11, 14, 21, 22),
        [sheet],
    )


def _merged() -> Sample:
    """A value merged over rows stands for each; a cell left blank is not filled from above."""
    school = TEACHER_HEADS.index("学校标识码")
    first, second = teacher_row(0), teacher_row(1, 学校标识码=None)
    third = teacher_row(2, 学校标识码=None)
    lines = arranged(
        [(first, UNCHANGED), (second, UNCHANGED), (third, Refused("学校标识码", "missing_value"))],
        TEACHER_HEADS,
    )
    sheet = Sheet(SHEET, [TEACHER_HEADS], lines, merges=[(1, school, 2, school)])
    return Sample(
        "teachers-merged-down.xlsx",
        "teachers",
        "学校一栏上下合并的照填，只是空着的不补",
        (3,),
        [sheet],
    )


def _newer() -> Sample:
    rows = [
        (teacher_row(5, 任职结束日期=date(2025, 8, 31)), ACCEPTED),
        (teacher_row(5, 学校标识码="2142990001", 学校名称=None, 任职开始日期=date(2025, 9, 1)), ACCEPTED),
        (teacher_row(6, 手机号="19900009107"), ACCEPTED),
        (teacher_row(7), UNCHANGED),
        (
            teacher_row(6, 教师编号="420199000101", 姓名="钱雨桐", 手机号=None, 岗位类别=FULL),
            ACCEPTED,
        ),
    ]  # fmt: skip
    sheet = Sheet(SHEET, [TEACHER_HEADS], arranged(rows, TEACHER_HEADS))
    return Sample(
        "teachers-newer.xlsx", "teachers", "较新的花名册：调动、改电话、新教师", (), [sheet]
    )


def _refused() -> Sample:
    rows = [
        (teacher_row(0, 教师编号=None), Refused("教师编号", "missing_value")),
        (teacher_row(0, 教师编号=420106199001011234), Refused("教师编号", "bad_number")),
        (teacher_row(0, 教师编号="4.20106E+17"), Refused("教师编号", "bad_number")),
        (teacher_row(0, 姓名="张叁"), Refused("姓名", "name_mismatch")),
        (teacher_row(1, 姓名="李?远"), Refused("姓名", "unknown_value")),
        (teacher_row(2, 姓名="欧阳\ufffd水"), Refused("姓名", "unknown_value")),
        (teacher_row(3, 性别="未填"), Refused("性别", "unknown_value")),
        (teacher_row(4, 手机号="85550"), Refused("手机号", "bad_number")),
        (teacher_row(5, 学校标识码="2142990099"), Refused("学校标识码", "unknown_school")),
        (teacher_row(9, 学校标识码="420108"), Refused("学校标识码", "unknown_unit")),
        (teacher_row(6, 岗位类别="心理咨询师"), Refused("岗位类别", "unknown_value")),
        (teacher_row(7, 是否骨干教师="市级"), Refused("是否骨干教师", "unknown_value")),
        (teacher_row(8, 任职开始日期="2016年9月"), Refused("任职开始日期", "bad_date")),
        (teacher_row(8, 任职开始日期="9/1/16"), Refused("任职开始日期", "bad_date")),
        (teacher_row(8, 任职结束日期="2016-02-30"), Refused("任职结束日期", "bad_date")),
        (teacher_row(8, 任职结束日期=date(2016, 8, 31)), Refused("任职结束日期", "date_order")),
        (teacher_row(2, 岗位类别=PART, 任职开始日期=date(2024, 1, 1)), Refused("任职开始日期", "post_overlap")),
        (teacher_row(3), UNCHANGED),
        (teacher_row(3), Refused("教师编号", "duplicate_row")),
        (teacher_row(3, 手机号="19900009104"), Refused("手机号", "conflict")),
        (teacher_row(3, 任职结束日期=date(2025, 1, 1)), Refused("任职结束日期", "conflict")),
        (teacher_row(6, 教师编号="420199000102", 姓名="钱一"), ACCEPTED),
        (teacher_row(7, 教师编号="420199000102", 姓名="钱二"), Refused("姓名", "name_mismatch")),
        (teacher_row(7, 教师编号="420199000102", 姓名="钱一", 手机号=None, 性别="男"), Refused("性别", "conflict")),
    ]  # fmt: skip
    sheet = Sheet(SHEET, [TEACHER_HEADS], arranged(rows, TEACHER_HEADS))
    return Sample(
        "teachers-refused.xlsx",
        "teachers",
        "每一行各有一处错误，其余照常采用",
        (6, 11, 14, 16, 19, 20, 21, 25),
        [sheet],
    )
