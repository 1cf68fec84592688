"""Lists of people brought in as a file (I1): who comes to a class, or who passed it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from common.cells import CellError, clean_text, parse_code, parse_name, parse_text
from common.refusals import Refusal
from common.sheets import Column, read_workbook
from people.imports.parsing import ParsedTable, Reader, parse_table

SHEET = "学员名单"
NUMBER, NAME, SERIAL = "教师编号", "姓名", "序号"
SCHOOL, SCORE, RESULT = "学校名称", "成绩", "考核结果"
COLUMNS = [
    Column(NUMBER, aliases=("工号", "教工号", "职工号", "教职工号", "编号")),
    Column(NAME, aliases=("教师姓名", "学员姓名")),
    Column(SERIAL, required=False, aliases=("No.", "No")),
    Column(SCHOOL, required=False, aliases=("学校", "单位", "工作单位", "所在学校")),
    Column(SCORE, required=False, aliases=("分数", "得分", "考核成绩")),
    Column(RESULT, required=False, aliases=("结果", "是否合格", "考核")),
]
RESULTS = {"合格": True, "通过": True, "是": True, "√": True}
RESULTS |= {"不合格": False, "未通过": False, "否": False, "×": False}
HIGHEST = Decimal(100)
ONE_PLACE = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One row as it was read; `score` of 100 and `passed` are None where the file has none."""

    row_number: int
    number: str
    name: str
    score: Decimal | None
    passed: bool | None


@dataclass(frozen=True, slots=True)
class PeopleReading:
    """Rows and refusals in the order of the file."""

    rows: list[PersonRow]
    refusals: list[Refusal]


def read_people(data: bytes, filename: str) -> PeopleReading:
    """A number or a name alone is not enough: both are compared later. Raises FileRefusedError."""
    rows: list[PersonRow] = []
    refusals: list[Refusal] = []
    for table in read_workbook(data, filename, sheet=SHEET, columns=COLUMNS).tables:
        parsed = parse_table(table, READERS)
        rows += _rows(parsed)
        faults = [*table.refused, *parsed.faults.values()]
        refusals += sorted(faults, key=lambda refusal: refusal.row)
    return PeopleReading(rows, refusals)


def _rows(parsed: ParsedTable) -> list[PersonRow]:
    cells: Sequence[list] = [parsed.values[name] for name in (NUMBER, NAME, SCORE, RESULT)]
    return [
        PersonRow(parsed.rows[index], *(column[index] for column in cells))
        for index in parsed.good_rows()
    ]


def _parse_score(value: object) -> Decimal:
    """0 to 100, at most one decimal place. bad_number."""
    try:
        score = Decimal(clean_text(str(value)))
        good = 0 <= score <= HIGHEST and score == score.quantize(ONE_PLACE)
    except InvalidOperation:
        good = False
    if not good:
        raise CellError("bad_number", reason="score")
    return score


def _parse_result(value: object) -> bool:
    """unknown_value for anything but the usual words."""
    found = RESULTS.get(clean_text(str(value)))
    if found is None:
        raise CellError("unknown_value", reason="allowed", allowed="合格、不合格")
    return found


READERS = [
    Reader(NUMBER, parse_code),
    Reader(NAME, parse_name),
    Reader(SCHOOL, parse_text, missing_ok=True),
    Reader(SCORE, _parse_score, missing_ok=True),
    Reader(RESULT, _parse_result, missing_ok=True),
]
