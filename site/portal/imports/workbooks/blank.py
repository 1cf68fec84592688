"""The templates: an empty table under the exact headings, how to fill it in, and its choices."""

from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_range_abs

from common.spreadsheets import HEAD, INK, OPTIONS, RULE
from credits.services.importing import KINDS
from people.enums import BatchKind, Vocabulary
from portal.imports.meanings import official_forms
from portal.imports.workbooks.guide import NOTES, Note

# Sheets with these names are known to hold no data.
GUIDE, CHOICES = "填表说明", "可选项"
PREPARED_ROWS = 20_000
WIDTHS = {"姓名": 12, "性别": 8, "学时": 8, "统计年度": 10}
WIDTH = 18


def blank_workbook(kind: str) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        looks = _Looks(book)
        table = book.add_worksheet(KINDS[kind].sheet)
        guide = book.add_worksheet(GUIDE)
        lists = _write_choices(book.add_worksheet(CHOICES), kind, looks)
        _write_table(table, kind, lists, looks)
        _write_guide(guide, kind, looks)
    return out.getvalue()


class _Looks:
    def __init__(self, book: xlsxwriter.Workbook):
        boxed = {"bold": True, "border": 1, "border_color": RULE, "valign": "vcenter"}
        self.required = book.add_format(
            {**boxed, "bg_color": INK, "font_color": "#FFFFFF", "align": "center"}
        )
        self.optional = book.add_format(
            {**boxed, "bg_color": HEAD, "font_color": INK, "align": "center"}
        )
        self.text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self.title = book.add_format({"bold": True, "font_size": 16, "font_color": INK})
        self._book = book
        self._forms = {}

    def of_column(self, note: Note):
        if note.form not in self._forms:
            self._forms[note.form] = self._book.add_format({"num_format": note.form.value})
        return self._forms[note.form]


def _write_table(sheet, kind: str, lists: dict[Vocabulary, str], looks: _Looks) -> None:
    sheet.set_row(0, 28)
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(KINDS[kind].columns):
        note = NOTES[BatchKind(kind)][column.name]
        sheet.set_column(place, place, WIDTHS.get(column.name, WIDTH), looks.of_column(note))
        look = looks.required if column.required else looks.optional
        sheet.write_string(0, place, column.name, look)
        if note.vocabulary:
            sheet.data_validation(
                1, place, PREPARED_ROWS, place, _choice_of(lists[note.vocabulary], column.name)
            )


def _choice_of(cells: str, heading: str) -> dict:
    return {
        "validate": "list",
        "source": f"='{CHOICES}'!{cells}",
        "error_title": _("不在可选项中"),
        "error_message": _("请从下拉列表中选择“%(heading)s”。") % {"heading": heading},
    }


def _write_choices(sheet, kind: str, looks: _Looks) -> dict[Vocabulary, str]:
    """A column of choices for each coded column; where each stands, for its drop-down list."""
    lists: dict[Vocabulary, str] = {}
    notes = {name: note for name, note in NOTES[BatchKind(kind)].items() if note.vocabulary}
    place = 0
    for heading, note in notes.items():
        if note.vocabulary in lists:
            continue
        forms = official_forms(note.vocabulary)
        sheet.set_column(place, place, WIDTH + 6, looks.text)
        sheet.write_string(0, place, heading, looks.optional)
        for row, form in enumerate(forms, 1):
            sheet.write_string(row, place, form, looks.text)
        lists[note.vocabulary] = xl_range_abs(1, place, len(forms), place)
        place += 1
        if note.vocabulary == Vocabulary.UNIT:
            place = _write_unit_codes(sheet, place, list(forms.values()), looks)
    return lists


def _write_unit_codes(sheet, place: int, codes: list[str], looks: _Looks) -> int:
    sheet.set_column(place, place, WIDTH, looks.text)
    sheet.write_string(0, place, "单位代码", looks.optional)
    for row, code in enumerate(codes, 1):
        sheet.write_string(row, place, code, looks.text)
    return place + 1


def _write_guide(sheet, kind: str, looks: _Looks) -> None:
    for place, width in enumerate((18, 10, 56, 30)):
        sheet.set_column(place, place, width, looks.text)
    title = _("%(table)s填表说明") % {"table": BatchKind(kind).label}
    sheet.write_string(0, 0, title, looks.title)
    for row, line in enumerate(_advice(kind), 1):
        sheet.merge_range(row, 0, row, 3, line, looks.text)
        sheet.set_row(row, 32)
    top = len(_advice(kind)) + 2
    for place, heading in enumerate((_("栏目"), _("必填"), _("填写说明"), _("示例"))):
        sheet.write_string(top, place, heading, looks.optional)
    for row, column in enumerate(KINDS[kind].columns, top + 1):
        note = NOTES[BatchKind(kind)][column.name]
        needed = _("必填") if column.required else _("选填")
        for place, words in enumerate((column.name, needed, str(note.words), note.example)):
            sheet.write_string(row, place, words, looks.text)


def _advice(kind: str) -> list[str]:
    return [
        _("请在工作表“%(sheet)s”中填写，每行一条记录；表头不要改动，栏目的顺序可以调整。")
        % {"sheet": KINDS[kind].sheet},
        _("本系统只登记学校、教师和培训学时。请勿填写任何学生的个人信息。"),
    ]
