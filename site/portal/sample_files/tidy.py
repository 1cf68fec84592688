"""The tidy registers that every other sample builds on: eight schools, a few people, their hours."""

from datetime import date

from credits.imports import hours
from people.imports import schools, teachers
from portal.sample_city.workbooks import headings
from portal.sample_files.samples import ACCEPTED, Sample, Sheet, arranged

SCHOOL_HEADS, TEACHER_HEADS, HOURS_HEADS = (
    headings(register) for register in (schools, teachers, hours)
)

_SCHOOLS = (
    ("2142990001", "样例第一小学", "局直属", "WH-ZS", "420102", "小学", "公办", "否", 1200, 2025, None),
    ("3142990002", "样例初级中学", "江岸区", "420102", "420102", "初级中学", "公办", "否", 860, 2025, None),
    ("3142990003", "样例学校", "武昌区", "420106", "420106", "九年一贯制学校", "民办", "是", 1999, 2025, None),
    ("3442990004", "样例中学", "武汉经济技术开发区(汉南区)", "WH-JKHN", "420113", "完全中学", "公办", "是", 2450, 2025, None),
    ("3442990005", "样例高级中学", "武汉东湖新技术开发区", "WH-DHGX", "420111", "高级中学", "公办", "是", 1000, 2025, 2),
    ("5142990006", "样例特殊教育学校", "洪山区", "420111", "420111", "特殊教育学校", "公办", "否", 90, 2025, None),
    ("2142990007", "样例实验小学", "东湖生态旅游风景区", "WH-DHFJ", "420106", "小学", "公办", "否", 333, 2025, None),
    ("2142990008", "样例第二小学", "新洲区", "420117", "420117", "小学", "公办", "否", 0, 2025, None),
)  # fmt: skip

FULL, PART = "专职心理健康教育教师", "兼职心理健康教育教师"
_TEACHERS = (
    ("420199000001", "张三", "男", "19900009001", "2142990001", FULL, "是", date(2020, 9, 1), None),
    ("420199000002", "李思远", "女", "19900009002", "2142990001", PART, "否", date(2019, 9, 1), None),
    ("420199000003", "欧阳若水", "女", "19900009003", "3142990002", FULL, "否", date(2018, 3, 15), None),
    ("420199000004", "买买提·艾山", "男", "19900009004", "3142990003", PART, "否", date(2021, 2, 8), None),
    ("420199000005", "冉𬭎", "男", "02785550001", "3442990004", FULL, "是", date(2015, 9, 1), date(2025, 6, 30)),
    ("420199000006", "陆堃", "女", "19900009006", "3442990005", FULL, "否", date(2024, 9, 1), None),
    ("420199000007", "王敏", "女", None, "2142990007", PART, "否", date(2023, 9, 1), None),
    ("000042", "赵前", "男", "19900009008", "3142990003", FULL, "否", date(2022, 9, 1), None),
    ("420199000009", "孙静", "女", "19900009009", "5142990006", "班主任", "否", date(2016, 9, 1), None),
    ("420199000010", "周研", "女", "19900009010", "420106", "教研员", "是", date(2017, 9, 1), None),
)  # fmt: skip

_TITLES = ("学校心理辅导伦理", "学生心理危机识别与干预", "个案督导", "团体心理辅导", "家校沟通")
_CATEGORIES = ("专业伦理", "专业技能", "专业督导", "专业技能", "专业知识")
_LEVELS = ("市级", "省级", "区级", "国家级", "校级")
_MODES = ("集中面授", "网络研修", "跟岗实践", "混合式", "校本研修", "学术会议")


def school_row(index: int, **changes) -> dict:
    return dict(zip(SCHOOL_HEADS, _SCHOOLS[index], strict=True)) | changes


def teacher_row(index: int, **changes) -> dict:
    number, name, sex, phone, place, *rest = _TEACHERS[index]
    school = next((row[1] for row in _SCHOOLS if row[0] == place), None)
    cells = (number, name, sex, phone, place, school, *rest)
    return dict(zip(TEACHER_HEADS, cells, strict=True)) | changes


def hours_row(index: int, **changes) -> dict:
    """Row `index` (0–39) of the tidy register: eight people, five trainings each."""
    person, number = _TEACHERS[index // 5], index % 5
    day = date(2025, 3 + number, 3 + index // 5)
    cells = (
        person[0], person[1], person[4], _TITLES[number], "市教育科学研究院", _LEVELS[number],
        _CATEGORIES[number], _MODES[index % 6], day, day, (8, 3.5, 4, 0.5, 6)[number],
        f"YL2025{index:03}" if number % 2 else None,
    )  # fmt: skip
    return dict(zip(HOURS_HEADS, cells, strict=True)) | changes


def tidy_samples() -> list[Sample]:
    """The three registers in the order in which they go in."""
    rows = (
        ("schools", schools.SHEET, SCHOOL_HEADS, [school_row(index) for index in range(8)]),
        ("teachers", teachers.SHEET, TEACHER_HEADS, [teacher_row(index) for index in range(10)]),
        ("hours", hours.SHEET, HOURS_HEADS, [hours_row(index) for index in range(40)]),
    )
    return [
        Sample(
            file=f"tidy/{kind}.xlsx",
            kind=kind,
            says="按模板填写，全部采用",
            sheets=[Sheet(sheet, [heads], arranged([(row, ACCEPTED) for row in found], heads))],
        )
        for kind, sheet, heads, found in rows
    ]
