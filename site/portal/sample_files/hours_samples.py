"""Registers of hours: how dates, hours, codes and words are written, and what comes back."""

from datetime import date, datetime, time

from credits.imports.hours import SHEET
from portal.sample_files.samples import (
    ACCEPTED,
    UNCHANGED,
    Formula,
    Refused,
    Sample,
    Sheet,
    arranged,
)
from portal.sample_files.tidy import HOURS_HEADS, hours_row

NEW = {"培训项目": "心理课设计与磨课", "证书编号": None}


def hours_samples() -> list[Sample]:
    return [
        _dates(),
        _epoch_1904(),
        _amounts(),
        _codes(),
        _words(),
        _cells(),
        _repeated(),
        _registers(),
        _formulas_as_text(),
    ]


def _sample(name: str, says: str, cases: tuple, rows: list, **options) -> Sample:
    sheet = Sheet(SHEET, [HOURS_HEADS], arranged(rows, HOURS_HEADS))
    return Sample(f"hours-{name}.xlsx", "hours", says, cases, [sheet], options=options)


def _on(index: int, written: object) -> dict:
    return hours_row(index, 开始日期=written, 结束日期=written)


def _dates() -> Sample:
    rows = [
        (_on(0, "2025.3.3"), UNCHANGED),
        (_on(1, "2025/04/03"), UNCHANGED),
        (_on(2, "2025年5月3日"), UNCHANGED),
        (_on(3, "20250603"), UNCHANGED),
        (_on(4, 20250703), UNCHANGED),
        (_on(5, "2025-3-4"), UNCHANGED),
        (_on(6, datetime.combine(date(2025, 4, 4), time(13, 30))), UNCHANGED),
        (_on(7, (date(2025, 5, 4) - date(1899, 12, 30)).days), UNCHANGED),
        (_on(8, "２０２５－０６－０４"), UNCHANGED),
        (_on(9, " 2025-07-04\t"), UNCHANGED),
        (_on(10, "25.3.5"), Refused("开始日期", "bad_date")),
        (_on(11, "4/5/2025"), Refused("开始日期", "bad_date")),
        (_on(12, "2025年5月"), Refused("开始日期", "bad_date")),
        (_on(13, "2025年13月40日"), Refused("开始日期", "bad_date")),
        (_on(14, "七月五日"), Refused("开始日期", "bad_date")),
        (_on(15, "1925-03-06"), Refused("开始日期", "bad_date")),
        (hours_row(16, 结束日期=date(2025, 4, 5)), Refused("结束日期", "date_order")),
        (hours_row(17, 结束日期=date(2099, 1, 1)), Refused("结束日期", "bad_date")),
    ]
    return _sample(
        "dates", "日期的各种写法；两位年份、月日颠倒、只写到月、将来的日期退回", (14, 16), rows
    )


def _epoch_1904() -> Sample:
    days = (date(2025, 3, 3) - date(1904, 1, 1)).days
    rows = [
        (_on(0, days), UNCHANGED),
        (_on(1, date(2025, 4, 3)), UNCHANGED),
        (_on(5, float(days + 1)), UNCHANGED),
    ]
    return _sample("1904", "1904 日期系统的工作簿", (15,), rows, date_1904=True)


def _amounts() -> Sample:
    rows = [
        (hours_row(0, 学时="8学时"), UNCHANGED),
        (hours_row(1, 学时="３.５"), UNCHANGED),
        (hours_row(2, 学时="4.0"), UNCHANGED),
        (hours_row(3, 学时=" 0.5 "), UNCHANGED),
        (hours_row(4, 学时="6 个学时"), UNCHANGED),
        (hours_row(5, 学时="三十"), Refused("学时", "bad_hours")),
        (hours_row(6, 学时="4天"), Refused("学时", "bad_hours")),
        (hours_row(7, 学时="若干"), Refused("学时", "bad_hours")),
        (hours_row(8, 学时=-4), Refused("学时", "bad_hours")),
        (hours_row(9, 学时=0), Refused("学时", "bad_hours")),
        (hours_row(10, 学时=0.3), Refused("学时", "bad_hours")),
        (hours_row(11, 学时="3,5"), Refused("学时", "bad_hours")),
        (hours_row(12, 学时=8.5), Refused("学时", "too_many_hours")),
        (hours_row(13, 学时=1e9), Refused("学时", "too_many_hours")),
        (hours_row(14, **NEW, 学时=16, 结束日期=date(2025, 7, 6)), ACCEPTED),
        (hours_row(15, **NEW, 学时=16.5, 结束日期=date(2025, 3, 7)), Refused("学时", "too_many_hours")),
    ]  # fmt: skip
    return _sample(
        "amounts", "学时的各种写法；非数字、不大于零、非半学时、每天超过八学时退回", (17,), rows
    )


def _codes() -> Sample:
    rows = [
        (hours_row(0, 教师编号=420199000001, 学校标识码=2142990001.0), UNCHANGED),
        (hours_row(1, 教师编号="'420199000001"), UNCHANGED),
        (hours_row(2, 教师编号="４２０１９９０００００１", 学校标识码="２１４２９９０００１"), UNCHANGED),
        (hours_row(3, 教师编号="\ufeff420199000001\t", 学校标识码="\u30002142990001\u3000"), UNCHANGED),
        (hours_row(4, 教师编号="420199\u200b000001"), UNCHANGED),
        (hours_row(35, 教师编号="000042"), UNCHANGED),
        (hours_row(36, 教师编号=42), Refused("教师编号", "unknown_teacher")),
        (hours_row(37, 教师编号=420199000008123456), Refused("教师编号", "bad_number")),
        (hours_row(38, 教师编号="4.20106E+17"), Refused("教师编号", "bad_number")),
    ]  # fmt: skip
    return _sample("codes", "编号的各种写法；丢失末几位数字的退回", (6, 7, 9, 22), rows)


def _words() -> Sample:
    rows = [
        (hours_row(0, 培训级别="市", 培训内容="伦理", 培训形式="线下"), UNCHANGED),
        (hours_row(1, 培训级别="省", 培训内容="技能", 培训形式="线上"), UNCHANGED),
        (hours_row(2, 培训内容="督导", 培训形式="跟岗", 姓名="张 三"), UNCHANGED),
        (hours_row(3, 培训级别="国培", 培训内容=" 专业技能\n", 培训形式="混合"), UNCHANGED),
        (hours_row(4, 培训级别="校", 培训内容="知识", 培训形式="校本"), UNCHANGED),
        (hours_row(15, 姓名="买买提•艾山"), UNCHANGED),
        (hours_row(20, 姓名="冉𬭎\u3000"), UNCHANGED),
        (hours_row(21, 培训内容="心理素质"), Refused("培训内容", "unknown_category")),
        (hours_row(22, 培训级别="街道级"), Refused("培训级别", "unknown_value")),
        (hours_row(23, 培训形式="自学"), Refused("培训形式", "unknown_value")),
        (hours_row(24, 姓名="冉?"), Refused("姓名", "unknown_value")),
    ]
    return _sample("words", "级别、内容、形式和姓名的各种写法；词表之外的退回", (10, 11, 21), rows)


def _cells() -> Sample:
    rows = [
        (hours_row(0, 学时=Formula("=4+4", 8)), UNCHANGED),
        (hours_row(1, 学时=Formula("=3+0.5")), Refused("学时", "missing_value")),
        (hours_row(2, 学时=Formula("=NA()", "#N/A")), Refused("学时", "bad_hours")),
        (hours_row(3, 开始日期=Formula("=A99999", "#REF!")), Refused("开始日期", "bad_date")),
        (hours_row(4, 培训项目=Formula("=B1&B2")), Refused("培训项目", "missing_value")),
        (hours_row(5, 学校标识码=Formula("=NA()", "#N/A")), Refused("学校标识码", "missing_value")),
        (hours_row(6), UNCHANGED),
    ]
    return _sample("formula-cells", "公式有结果的照读；没有结果或是错误值的退回", (18,), rows)


def _repeated() -> Sample:
    rows = [
        (hours_row(0), UNCHANGED),
        (hours_row(0), Refused("教师编号", "duplicate_row")),
        (hours_row(1, **NEW), ACCEPTED),
        (hours_row(1, **NEW), Refused("教师编号", "duplicate_row")),
        (hours_row(1, **NEW, 学时=2), Refused("学时", "conflict")),
        (hours_row(2, 学时=2), Refused("学时", "conflict")),
        (hours_row(3, 证书编号="YL-另一号"), Refused("证书编号", "conflict")),
        (hours_row(4, 姓名="李思远"), Refused("姓名", "name_mismatch")),
    ]
    return _sample("repeated", "重复行只计一次；与已有记录不一致的退回", (19, 25), rows)


def _registers() -> Sample:
    required = [head for head in HOURS_HEADS if head not in ("主办单位", "证书编号")]
    rows = [
        (hours_row(index, **{head: None}), Refused(head, "missing_value"))
        for index, head in enumerate(required)
    ]
    rows += [
        (hours_row(20, 教师编号="920199000001"), Refused("教师编号", "unknown_teacher")),
        (hours_row(21, 学校标识码="2142990099"), Refused("学校标识码", "unknown_school")),
        (hours_row(22, 主办单位=None, **NEW), ACCEPTED),
    ]
    return _sample("registers", "必填项空缺、查无此人、查无此校退回；选填项可空", (20, 25), rows)


def _formulas_as_text() -> Sample:
    titles = ('=HYPERLINK("http://127.0.0.1/","培训")', "+1+1", "-2", "@SUM(A1)", "<b>培训</b>")
    rows = [(hours_row(index, 培训项目=title), ACCEPTED) for index, title in enumerate(titles)]
    return _sample("text-like-formulas", "以 = + - @ 开头的文字只是文字", (25,), rows)
