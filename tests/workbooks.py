"""Workbooks for tests, from plain rows."""

import io

import xlsxwriter

from credits.imports import hours
from people.imports import schools, teachers

SHEETS = {
    "schools": (schools.SHEET, [column.name for column in schools.COLUMNS]),
    "teachers": (teachers.SHEET, [column.name for column in teachers.COLUMNS]),
    "hours": (hours.SHEET, [column.name for column in hours.COLUMNS]),
}
SCHOOL = {
    "学校标识码": "2142000001", "学校名称": "育才小学", "管理单位": "武昌区", "单位代码": "420106",
    "行政区划代码": "420106", "办学类型": "小学", "办学性质": "公办", "是否寄宿制": "否",
    "在校学生数": 800, "统计年度": 2025, "校区数": "",
}  # fmt: skip
TEACHER = {
    "教师编号": "420700000001", "姓名": "崔梓", "性别": "女", "手机号": "13775403552",
    "学校标识码": "2142000001", "学校名称": "育才小学", "岗位类别": "专职心理健康教育教师",
    "是否骨干教师": "否", "任职开始日期": "2018-09-15", "任职结束日期": "",
}  # fmt: skip
HOURS = {
    "教师编号": "420700000001", "姓名": "崔梓", "学校标识码": "2142000001",
    "培训项目": "沙盘与绘画技术工作坊", "主办单位": "市教育科学研究院", "培训级别": "市级",
    "培训内容": "专业技能", "培训形式": "集中面授", "开始日期": "2025-03-18",
    "结束日期": "2025-03-19", "学时": 12, "证书编号": "XL2025001",
}  # fmt: skip
TEMPLATES = {"schools": SCHOOL, "teachers": TEACHER, "hours": HOURS}


def workbook(kind: str, *changes: dict, headings: list[str] | None = None) -> bytes:
    """An xlsx of `kind` with a row per dict of changed cells; the rest is as in its template."""
    sheet_name, names = SHEETS[kind]
    names = headings or names
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(sheet_name)
        sheet.write_row(0, 0, names)
        for number, changed in enumerate(changes, start=1):
            cells = {**TEMPLATES[kind], **changed}
            sheet.write_row(number, 0, [cells[name] for name in names])
    return out.getvalue()
