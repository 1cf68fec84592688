"""Why a row or a whole file was not taken, in words its sender can act on (I1)."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.utils.translation import gettext_lazy as _

VALUE_LENGTH = 60

# A reason makes a code more exact: "bad_date.ambiguous" is tried before "bad_date". The plain
# codes need no parameters beyond sheet, column and value, so any caller may raise them.
MESSAGES = {
    "missing_column": _(
        "工作表「%(sheet)s」的表头缺少「%(column)s」一列。请补上这一列后重新上传。"
    ),
    "missing_column.duplicated": _(
        "工作表「%(sheet)s」的表头中「%(column)s」出现了不止一次（%(places)s 列），"
        "无法判断以哪一列为准。请只保留一列后重新上传。"
    ),
    "missing_column.no_heading": _(
        "文件中没有找到「%(sheet)s」的表头。请使用系统提供的模板，表头应包含：%(columns)s。"
    ),
    "missing_column.no_attendance": _(
        "文件中没有找到出勤记录的表头。会议平台的记录应有姓名（或昵称）、入会时间、离会时间；"
        "签到表应有序号、姓名、签到时间（或出勤）。"
    ),
    "missing_column.no_times": _(
        "工作表「%(sheet)s」中没有能说明在场时间的列。会议平台的记录应有入会时间、离会时间；"
        "签到表应有签到时间或出勤。"
    ),
    "missing_value": _("「%(column)s」没有填写。请补填后重新上传。"),
    "missing_value.formula": _(
        "「%(column)s」是公式，但文件中没有保存计算结果。"
        "请用 Excel 或 WPS 打开并保存一次，或直接填写内容。"
    ),
    "missing_value.error": _(
        "「%(column)s」是公式错误值 %(value)s，没有内容。请改正公式或直接填写内容。"
    ),
    "missing_value.only_minutes": _(
        "本行只有参会时长，没有入会和离会的时间，无法判断在哪些场次在场。"
        "请在会议平台导出带入会时间和离会时间的明细后重新上传。"
    ),
    "missing_value.still_in": _(
        "本行有入会时间，没有离会时间。请在会议结束后重新导出，或补填离会时间。"
    ),
    "missing_value.no_check_in": _("本行有签退时间，没有签到时间。请补填签到时间后重新上传。"),
    "bad_date": _(
        "「%(column)s」的「%(value)s」不是能识别的日期。请按“2025-03-08”的样式填写年、月、日。"
    ),
    "bad_date.ambiguous": _(
        "「%(column)s」的「%(value)s」分不清年、月、日。请写四位年份，如“2025-03-08”。"
    ),
    "bad_date.month_only": _(
        "「%(column)s」的「%(value)s」没有写到日。请按“2025-03-08”的样式填写。"
    ),
    "bad_date.impossible": _("「%(column)s」的「%(value)s」在日历上不存在。请核对后重新填写。"),
    "bad_date.out_of_range": _(
        "「%(column)s」的「%(value)s」不在 %(first)s 年至 %(last)s 年之间。"
        "请按“2025-03-08”的样式填写。"
    ),
    "bad_date.future": _("「%(column)s」的「%(value)s」还没有到。培训结束后才能登记学时。"),
    "bad_date.error": _("「%(column)s」是公式错误值 %(value)s，不是日期。请直接填写日期。"),
    "bad_date.time": _(
        "「%(column)s」的「%(value)s」不是能识别的时间。请按“2025-03-08 09:00”或“09:00”的样式填写。"
    ),
    "bad_date.day_only": _(
        "「%(column)s」的「%(value)s」没有写到时、分。请按“2025-03-08 09:00”或“09:00”的样式填写。"
    ),
    "date_order": _("「%(column)s」的「%(value)s」早于开始日期。请核对起止日期。"),
    "date_order.times": _(
        "「%(column)s」的「%(value)s」不晚于「%(start_column)s」的「%(start)s」。请核对时间；"
        "跨过午夜的，请写明日期。"
    ),
    "bad_hours": _(
        "「%(column)s」的「%(value)s」不是有效的学时。请填写大于 0、以 0.5 为单位的数字，如 8 或 8.5。"
    ),
    "bad_hours.not_positive": _("「%(column)s」的「%(value)s」不大于 0。请填写大于 0 的学时。"),
    "bad_hours.step": _(
        "「%(column)s」的「%(value)s」不是 0.5 的整倍数。请填写如 8 或 8.5 的学时。"
    ),
    "bad_hours.other_unit": _(
        "「%(column)s」的「%(value)s」写的不是学时。1 学时为 45 分钟，请折算成学时后填写数字。"
    ),
    "bad_hours.error": _("「%(column)s」是公式错误值 %(value)s，不是学时。请直接填写数字。"),
    "too_many_hours": _(
        "「%(column)s」的「%(value)s」超过了起止日期内的学时上限。请核对学时和起止日期。"
    ),
    "too_many_hours.span": _(
        "「%(column)s」的「%(value)s」超过上限：%(days)s 天每天至多 %(day_cap)s 学时，"
        "合计至多 %(limit)s 学时。请核对学时和起止日期。"
    ),
    "unknown_school": _(
        "「%(column)s」的「%(value)s」不在学校名册中。请核对学校标识码，或先导入学校名册。"
    ),
    "unknown_unit": _("「%(column)s」的「%(value)s」不是已登记的管理单位。请核对单位代码和名称。"),
    "unknown_teacher": _(
        "「%(column)s」的「%(value)s」不在教师花名册中。请核对教师编号，或先导入教师花名册。"
    ),
    "name_mismatch": _(
        "「%(column)s」的「%(value)s」与该教师编号登记的姓名不一致。请核对教师编号和姓名。"
    ),
    "name_mismatch.registered": _(
        "「%(column)s」的「%(value)s」与该教师编号登记的姓名「%(registered)s」不一致。"
        "请核对教师编号和姓名。"
    ),
    "unknown_value": _("「%(column)s」的「%(value)s」不在可填写的范围内。请按填表说明填写。"),
    "unknown_value.allowed": _(
        "「%(column)s」的「%(value)s」不在可填写的范围内。可填写：%(allowed)s。"
    ),
    "unknown_value.damaged": _(
        "「%(column)s」的「%(value)s」中有无法辨认的字符（问号或乱码）。请按证件重新输入。"
    ),
    "unknown_value.too_long": _("「%(column)s」超过了 %(longest)s 个字符。请缩短后重新填写。"),
    "unknown_value.after_footer": _(
        "本行在表尾（合计行或填表人、审核人等落款）之后，无法确定是否属于本表。"
        "请移到合计行之前再上传。"
    ),
    "unknown_category": _(
        "「%(column)s」的「%(value)s」不是规定的培训内容。请按填表说明选择培训内容。"
    ),
    "unknown_category.allowed": _(
        "「%(column)s」的「%(value)s」不是规定的培训内容。可填写：%(allowed)s。"
    ),
    "duplicate_row": _("本行与文件中前面的一行完全相同，只计前面的一行。请删除重复的行。"),
    "duplicate_row.first": _(
        "本行与工作表「%(first_sheet)s」第 %(first_row)s 行完全相同，只计前面的一行。请删除重复的行。"
    ),
    "conflict": _("本行与已有的记录是同一项，但「%(column)s」不同。请核对以哪一条为准。"),
    "conflict.on_record": _(
        "本行与已入账的记录是同一项，但「%(column)s」不同：账上是「%(existing)s」，"
        "本行是「%(value)s」。请核对以哪一条为准。"
    ),
    "conflict.in_file": _(
        "本行与文件第 %(first_row)s 行是同一项，但「%(column)s」不同：那一行是「%(existing)s」，"
        "本行是「%(value)s」。请核对以哪一条为准。"
    ),
    "conflict.absent": _("「%(column)s」写的是「%(value)s」，本行却有时间。请核对这个人是否到场。"),
    "conflict.gaps": _(
        "本行从入会到离会共 %(between)s 分钟，而「%(column)s」只有 %(minutes)s 分钟，"
        "说明中途离开过，无法判断哪一段在场。请在会议平台导出每次入会、离会的明细，或用点名登记。"
    ),
    "post_overlap": _("该教师在同一学校的任职时间与另一条任职重叠。请核对任职起止日期。"),
    "post_overlap.other": _(
        "该教师在同一学校的任职时间与另一条任职（%(other)s）重叠。请核对任职起止日期。"
    ),
    "bad_number": _("「%(column)s」的「%(value)s」不是有效的号码或数字。请核对后重新填写。"),
    "bad_number.digits_lost": _(
        "「%(column)s」的「%(value)s」被电子表格存成了数值，后几位数字已经丢失，无法恢复。"
        "请把该列设为“文本”格式后重新输入。"
    ),
    "bad_number.whole": _("「%(column)s」的「%(value)s」不是非负整数。请填写如 1200 的整数。"),
    "bad_number.between": _(
        "「%(column)s」的「%(value)s」不是 %(least)s 至 %(most)s 之间的整数。请核对后重新填写。"
    ),
    "bad_number.year": _("「%(column)s」的「%(value)s」不是四位数的年份。请填写如 2025 的年份。"),
    "bad_number.phone": _(
        "「%(column)s」的「%(value)s」不是有效的电话号码。请填写 11 位手机号或带区号的固定电话。"
    ),
    "bad_number.score": _(
        "「%(column)s」的「%(value)s」不是有效的成绩。请填写 0 至 100 之间的数，至多一位小数。"
    ),
    "bad_number.error": _("「%(column)s」是公式错误值 %(value)s，不是数字。请直接填写数字。"),
    "unsafe_file": _("文件无法安全读取，未作任何处理。请用 Excel 或 WPS 另存为 .xlsx 后重新上传。"),
    "unsafe_file.encrypted": _("文件设有打开密码。请在 Excel 或 WPS 中取消密码后重新上传。"),
    "unsafe_file.macro": _("文件带有宏，不予读取。请另存为不含宏的 .xlsx 后重新上传。"),
    "unsafe_file.old_xls": _("这是旧版 .xls 文件。请在 Excel 或 WPS 中另存为 .xlsx 后重新上传。"),
    "unsafe_file.other_format": _(
        "只能读取 .xlsx 和 .csv 文件。请在 Excel 或 WPS 中另存为 .xlsx 后重新上传。"
    ),
    "unsafe_file.not_a_workbook": _(
        "文件内容不是 .xlsx 工作簿，与文件名不符，或文件已损坏。"
        "请用 Excel 或 WPS 打开确认，另存为 .xlsx 后重新上传。"
    ),
    "unsafe_file.not_text": _(
        "文件内容不是文本，与文件名 .csv 不符。请另存为 .xlsx 或 UTF-8 编码的 .csv 后重新上传。"
    ),
    "unsafe_file.empty": _("文件是空的。请选择填好的文件重新上传。"),
    "unsafe_file.too_large": _("文件超过了 %(limit)s MB。请拆分后分次上传。"),
    "unsafe_file.zip_bomb": _(
        "文件展开后的大小异常，可能是恶意文件，不予读取。"
        "请把数据复制到新建的工作簿，另存为 .xlsx 后重新上传。"
    ),
    "unsafe_file.unusual": _(
        "文件内部的写法异常，不予读取。请把数据复制到新建的工作簿，另存为 .xlsx 后重新上传。"
    ),
    "unsafe_file.too_many_rows": _(
        "工作表「%(sheet)s」的数据超过了 %(limit)s 行。请删除数据以下的多余行，或拆分后分次上传。"
    ),
    "unsafe_file.too_many_columns": _(
        "工作表「%(sheet)s」的数据超过了 %(limit)s 列。请删除右侧的多余列后重新上传。"
    ),
    "unsafe_file.too_many_cells": _(
        "工作表「%(sheet)s」的范围过大（%(rows)s 行 × %(columns)s 列）。"
        "请删除数据以外的多余行和列，或拆分后分次上传。"
    ),
    "unsafe_file.too_many_sheets": _("工作簿超过了 %(limit)s 张工作表。请拆分后分次上传。"),
    "unsafe_file.too_many_merges": _("工作表「%(sheet)s」的合并单元格过多。请取消合并后重新上传。"),
    "unsafe_file.too_many_errors": _(
        "工作表「%(sheet)s」中的公式错误值（如 #N/A）或未计算的公式超过了 %(limit)s 个。"
        "请改正公式，或把公式粘贴为数值后重新上传。"
    ),
    "unsafe_file.mixed_encoding": _(
        "文件第 %(line)s 行的文字编码与前面不一致，会出现乱码。"
        "请在 Excel 或 WPS 中另存为 .xlsx 或 UTF-8 编码的 .csv 后重新上传。"
    ),
    "unsafe_file.bad_quotes": _(
        "文件第 %(line)s 行附近的引号不成对，无法分清各列。请改正，或另存为 .xlsx 后重新上传。"
    ),
}

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def shown(value: object) -> str:
    """A raw cell as its sender saw it, on one line and at most VALUE_LENGTH characters.

    Control characters go, because PostgreSQL refuses NUL in text and logs are read by people.
    """
    text = " ".join(_CONTROL.sub("", _as_text(value)).split())
    return text if len(text) <= VALUE_LENGTH else text[: VALUE_LENGTH - 1] + "…"


def _as_text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(sep=" ", timespec="seconds")
        case date():
            return value.isoformat()
    return str(value)


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing not taken: a row's cell, or with row None a sheet or the file.

    `value` may be given as the raw cell; it is kept as `shown` text. `params` fills the message;
    its `reason` picks a more exact one.
    """

    sheet: str
    row: int | None
    column: str
    value: str
    code: str
    params: dict = field(default_factory=dict, hash=False)

    def __post_init__(self):
        object.__setattr__(self, "value", shown(self.value))

    @property
    def message(self) -> str:
        """What is wrong, where, and how to mend it; plain text in the active language."""
        exact = f"{self.code}.{self.params.get('reason')}"
        template = MESSAGES.get(exact) or MESSAGES[self.code]
        place = {"sheet": self.sheet, "column": self.column, "value": self.value}
        return str(template) % {**self.params, **place}

    def as_json(self) -> dict:
        return {
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "code": self.code,
            "message": self.message,
        }


class FileRefusedError(Exception):
    """The file as a whole is not read; `refusal` says why (`unsafe_file` or `missing_column`)."""

    def __init__(self, refusal: Refusal):
        super().__init__(refusal.code, refusal.params.get("reason"))
        self.refusal = refusal

    @classmethod
    def unsafe(cls, reason: str, *, sheet: str = "", **params: object) -> "FileRefusedError":
        return cls(Refusal(sheet, None, "", "", "unsafe_file", {"reason": reason, **params}))
