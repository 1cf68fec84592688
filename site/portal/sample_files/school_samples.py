"""Registers of schools as they come, and as they must not."""

from people.imports.schools import SHEET
from portal.sample_files.samples import ACCEPTED, SKIPPED, UNCHANGED, Refused, Sample, Sheet
from portal.sample_files.samples import arranged as in_order
from portal.sample_files.tidy import SCHOOL_HEADS, school_row

NEW = {"学校标识码": "2142990101", "学校名称": "样例新城小学"}


def school_samples() -> list[Sample]:
    return [_untidy(), _newer(), _refused()]


def _untidy() -> Sample:
    heads = [*reversed(SCHOOL_HEADS)]
    written = [f"*{head[:2]}\n{head[2:]} " for head in heads]
    rows = [
        (
            school_row(0, 学校标识码=2142990001.0, 在校学生数="1,200人", 统计年度="2025年"),
            UNCHANGED,
        ),
        (
            school_row(1, 学校标识码="３１４２９９０００２", 办学类型="初中", 是否寄宿制="×"),
            UNCHANGED,
        ),
        (
            school_row(2, 学校标识码="\ufeff3142990003\t", 办学性质="私立", 是否寄宿制="√"),
            UNCHANGED,
        ),
        ({}, SKIPPED),
        (school_row(3, 管理单位="汉南区", 办学类型="完中", 在校学生数="2450.0"), UNCHANGED),
        (
            school_row(4, 管理单位="光谷", 办学类型="普通高中", 是否寄宿制="Y", 校区数="２个"),
            UNCHANGED,
        ),
        (school_row(5, 学校标识码="'5142990006", 学校名称="样例特殊教育学校\u3000"), UNCHANGED),
        (school_row(6, 管理单位="东湖风景区", 单位代码="wh-dhfj", 是否寄宿制="0"), UNCHANGED),
        ({"学校名称": "小计", "在校学生数": 7932}, SKIPPED),
        ({"学校名称": "合 计", "在校学生数": 7932}, SKIPPED),
        ({"统计年度": "填表人：周敏"}, SKIPPED),
    ]
    above = [["全市中小学学校名册"], ["填报单位：市教育局", None, "填报时间：2025-09-30"]]
    sheet = Sheet(SHEET, [written], in_order(rows, heads), above, merges=[(0, 0, 0, 10)])
    return Sample(
        "schools-untidy.xlsx",
        "schools",
        "列序颠倒、表头有星号和换行、各种写法",
        (1, 4, 5, 9, 21, 22, 23),
        [sheet],
    )


def _newer() -> Sample:
    rows = [
        (school_row(0, 学校名称="样例外国语小学"), ACCEPTED),
        (school_row(1, 在校学生数=884), ACCEPTED),
        (school_row(2, 统计年度=2026, 在校学生数=2010), ACCEPTED),
        (school_row(3), UNCHANGED),
        (school_row(4, 校区数=3), ACCEPTED),
        (school_row(5, 校区数=1), UNCHANGED),
        (school_row(7, **NEW, 行政区划代码=None), ACCEPTED),
    ]
    sheet = Sheet(SHEET, [SCHOOL_HEADS], in_order(rows, SCHOOL_HEADS))
    return Sample(
        "schools-newer.xlsx",
        "schools",
        "较新的名册：更名、改人数、新年度、新校区、新学校",
        (),
        [sheet],
    )


def _refused() -> Sample:
    rows = [
        (school_row(0, 学校标识码="214299001"), Refused("学校标识码", "bad_number")),
        (school_row(1, 学校名称=None), Refused("学校名称", "missing_value")),
        (school_row(2, 单位代码="420108"), Refused("单位代码", "unknown_unit")),
        (school_row(3, 管理单位="江岸区"), Refused("管理单位", "unknown_unit")),
        (school_row(4, 行政区划代码="42010"), Refused("行政区划代码", "bad_number")),
        (school_row(5, 办学类型="补习班"), Refused("办学类型", "unknown_value")),
        (school_row(6, 办学性质="集体"), Refused("办学性质", "unknown_value")),
        (school_row(7, 是否寄宿制="部分"), Refused("是否寄宿制", "unknown_value")),
        (school_row(0, 在校学生数="约500"), Refused("在校学生数", "bad_number")),
        (school_row(1, 在校学生数=-5), Refused("在校学生数", "bad_number")),
        (school_row(2, 统计年度="25年"), Refused("统计年度", "bad_number")),
        (school_row(5, 校区数=0), Refused("校区数", "bad_number")),
        (school_row(6, 校区数="东西两个校区"), Refused("校区数", "bad_number")),
        (school_row(3), UNCHANGED),
        (school_row(3), Refused("学校标识码", "duplicate_row")),
        (school_row(3, 在校学生数=2451), Refused("在校学生数", "conflict")),
        (school_row(4), UNCHANGED),
    ]
    sheet = Sheet(SHEET, [SCHOOL_HEADS], in_order(rows, SCHOOL_HEADS))
    return Sample(
        "schools-refused.xlsx", "schools", "每一行各有一处错误，其余照常采用", (23, 25), [sheet]
    )
