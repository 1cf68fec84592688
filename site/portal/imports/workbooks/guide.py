"""How each column of the templates is to be filled in: the 填表说明 beside them."""

from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext_lazy as _

from credits.imports import hours
from people.enums import BatchKind, Vocabulary
from people.imports import schools, teachers


class Form(Enum):
    """What the cells of a column are made for; the value is Excel's number format."""

    TEXT = "General"
    CODE = "@"
    DAY = "yyyy-mm-dd"
    NUMBER = "0.##"


@dataclass(frozen=True, slots=True)
class Note:
    """`vocabulary` names the choices of a coded column."""

    words: str
    example: str
    form: Form = Form.TEXT
    vocabulary: Vocabulary | None = None


_CODED = _("从下拉列表中选择。")
_YES_NO = _("填写“是”或“否”。")
_DAY = _("填写年、月、日。")

NOTES: dict[BatchKind, dict[str, Note]] = {
    BatchKind.SCHOOLS: {
        schools.CODE: Note(
            _("10 位数字。学校以标识码为准，名称可以更改。"), "2142010001", Form.CODE
        ),
        schools.NAME: Note(_("学校全称。"), "武汉市示例小学"),
        schools.UNIT_NAME: Note(
            _("负责管理学校的单位：区教育局、功能区或局直属。"),
            "江岸区",
            vocabulary=Vocabulary.UNIT,
        ),
        schools.UNIT_CODE: Note(_("管理单位的代码，见“可选项”。"), "420102", Form.CODE),
        schools.DIVISION: Note(_("学校所在地的 6 位行政区划代码。"), "420102", Form.CODE),
        schools.KIND: Note(_CODED, "小学", vocabulary=Vocabulary.SCHOOL_KIND),
        schools.OWNERSHIP: Note(_CODED, "公办", vocabulary=Vocabulary.OWNERSHIP),
        schools.BOARDING: Note(_YES_NO, "否", vocabulary=Vocabulary.YES_NO),
        schools.STUDENTS: Note(_("统计年度的在校学生总数，只填人数。"), "1200", Form.NUMBER),
        schools.YEAR: Note(_("四位数的年份。"), "2025", Form.NUMBER),
        schools.CAMPUSES: Note(
            _("含本部。不填的，按原登记的校区数；新登记的学校按 1 个。"), "1", Form.NUMBER
        ),
    },
    BatchKind.TEACHERS: {
        teachers.NUMBER: Note(_("全市唯一的教师编号，换校不变。"), "420100000001", Form.CODE),
        teachers.NAME: Note(_("与教师编号登记的姓名一致。"), "张三"),
        teachers.SEX: Note(_CODED, "女", vocabulary=Vocabulary.SEX),
        teachers.PHONE: Note(_("11 位手机号，或带区号的固定电话。"), "13800000000", Form.CODE),
        teachers.SCHOOL: Note(
            _("学校的 10 位标识码；教研员填写所在单位的代码。"), "2142010001", Form.CODE
        ),
        teachers.SCHOOL_NAME: Note(_("供核对用，以标识码为准。"), "武汉市示例小学"),
        teachers.KIND: Note(
            _("从下拉列表中选择。一人有几个岗位的，每个岗位填一行。"),
            "专职心理健康教育教师",
            vocabulary=Vocabulary.POST_KIND,
        ),
        teachers.BACKBONE: Note(_YES_NO, "否", vocabulary=Vocabulary.YES_NO),
        teachers.STARTS: Note(_DAY, "2020-09-01", Form.DAY),
        teachers.ENDS: Note(_("任职的最后一天。仍在岗的不填。"), "", Form.DAY),
    },
    BatchKind.HOURS: {
        hours.NUMBER: Note(_("与教师花名册一致。"), "420100000001", Form.CODE),
        hours.NAME: Note(_("与教师编号登记的姓名一致。"), "张三"),
        hours.SCHOOL: Note(_("培训时任职学校的 10 位标识码。"), "2142010001", Form.CODE),
        hours.TITLE: Note(_("培训项目的全称。"), "心理危机识别与干预专题培训"),
        hours.ORGANISER: Note(_("主办培训的单位。"), "市教育科学研究院"),
        hours.LEVEL: Note(_CODED, "市级", vocabulary=Vocabulary.LEVEL),
        hours.CATEGORY: Note(_CODED, "专业技能", vocabulary=Vocabulary.CATEGORY),
        hours.MODE: Note(_CODED, "集中面授", vocabulary=Vocabulary.MODE),
        hours.STARTS: Note(_("培训的第一天。"), "2025-03-08", Form.DAY),
        hours.ENDS: Note(_("培训的最后一天。学时计入这一天所在的年度。"), "2025-03-09", Form.DAY),
        hours.HOURS: Note(
            _("1 学时为 45 分钟，以 0.5 为单位；每天至多 8 学时。"), "8", Form.NUMBER
        ),
        hours.CERTIFICATE: Note(_("证书上的编号。"), "XL20250001", Form.CODE),
    },
}
