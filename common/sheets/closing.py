"""Telling data rows from blank, total, footer and sample rows without looking at every row."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from common.cells import FaultyCell, clean_text, is_blank
from common.sheets.headings import Heading, Merge

# Sample rows stand right under the heading of the template.
SAMPLE_ROWS = 5
# A line with fewer known cells than this, below the footer, is more footer.
FEWEST_CELLS_OF_DATA = 3

_NARROW_MARKS = str.maketrans("（）：．", "():.")
_TOTAL = re.compile(
    r"(?:本[页表校区]|全[校区市])?(?P<kind>合计|总计|小计|共计|累计)(?:数|学时|人数)?(?:[:(].{0,20})?"
)
_SIGNATURE = re.compile(
    r"(?:填表|填报|制表|审核|复核|审批|经办|报送|上报|统计|联系|负责)(?:人|单位|日期|时间|电话|部门).*"
    r"|(?:(?:单位|学校|部门|主管)?(?:负责人|领导|公章|盖章|签章)|校长|\(盖章\)|制表|审核|日期)"
    r"(?:签字|签名|签章)?(?:\(.*\))?(?::.*)?"
)
_REMARK = re.compile(r"(?:备注|注|说明|填表说明)(?:\d{0,2})[:.、].*")
_SAMPLE = re.compile(r"\(?(?:示例|样例|范例|填写示例|例)(?:\d{0,2})(?:[):].*|行)?")


@dataclass(slots=True)
class RowKinds:
    """Rows of a table's body by index, counted from 0."""

    skipped: set[int] = field(default_factory=set)
    after_footer: list[int] = field(default_factory=list)
    total: int | None = None


@dataclass(slots=True)
class _Section:
    """What lies between two headings: a sheet pasted under another repeats its heading."""

    start: int
    signature: int | None = None
    total: int | None = None

    def closed_at(self) -> int | None:
        return min((at for at in (self.signature, self.total) if at is not None), default=None)


def sort_rows(
    body: Sequence[Sequence[object]],
    suspects: Sequence[int],
    heading: Heading,
    merges: Sequence[Merge],
) -> RowKinds:
    """Judge the `suspects`, the rows with a blank where data has none; the others are data.

    Data after a signature line or after the last total of its section is not taken (DOMAIN 5,
    case 5): a total followed by more data and another total was a subtotal.
    """
    kinds = RowKinds()
    sections = [_Section(0)]
    known = list(heading.positions.values())
    wide = _wide_rows(merges, heading, len(known))
    for index in suspects:
        filled = _filled(body[index], known)
        if 2 * filled > len(known):
            kind = _kind_of_full(body[index], index, heading)
        else:
            kind = _kind_of_sparse(body[index], filled)
        if kind is None and filled == 1 and index in wide:
            kind = "caption"
        if kind == "heading":
            sections.append(_Section(index))
        elif kind == "signature" and sections[-1].signature is None:
            sections[-1].signature = index
        elif kind == "total":
            kinds.total = sections[-1].total = index
        if kind:
            kinds.skipped.add(index)
    _mark_after_footer(body, kinds, sections, known)
    return kinds


def _kind_of_full(row: Sequence[object], index: int, heading: Heading) -> str | None:
    if all(row[place] == heading.texts.get(place) for place in heading.positions.values()):
        return "heading"
    if index < SAMPLE_ROWS and _SAMPLE.fullmatch(next(_labels(row), "")):
        return "sample"
    return None


def _kind_of_sparse(row: Sequence[object], filled: int) -> str | None:
    """The label of a total may stand behind a running number."""
    for label in islice(_labels(row), 2):
        if total := _TOTAL.fullmatch(label):
            return "subtotal" if total["kind"] == "小计" else "total"
        if _REMARK.fullmatch(label):
            return "remark"
        if _SIGNATURE.fullmatch(label):
            return "signature"
        if _SAMPLE.fullmatch(label):
            return "sample"
    return None if filled else "blank"


def _labels(row: Sequence[object]) -> Iterator[str]:
    """The filled cells as labels are compared: 「合 计（学时）」 is 合计(学时)."""
    for cell in filter(_has_data, row):
        yield clean_text(cell).replace(" ", "").translate(_NARROW_MARKS)


def _has_data(cell: object) -> bool:
    return cell != "" and not is_blank(cell) and not isinstance(cell, FaultyCell)


def _filled(row: Sequence[object], known: Sequence[int]) -> int:
    return sum(_has_data(row[place]) for place in known)


def _wide_rows(merges: Sequence[Merge], heading: Heading, width: int) -> set[int]:
    """Rows of the body with a cell merged over at least half of the known columns."""
    return {
        top - heading.body
        for (top, left), (bottom, right) in merges
        if top == bottom and 2 * (right - left + 1) >= width
    }


def _mark_after_footer(body, kinds: RowKinds, sections: list[_Section], known: list[int]) -> None:
    ends = [section.start for section in sections[1:]] + [len(body)]
    for section, end in zip(sections, ends, strict=True):
        closed = section.closed_at()
        for index in range(closed + 1, end) if closed is not None else ():
            if index in kinds.skipped:
                continue
            if _filled(body[index], known) < FEWEST_CELLS_OF_DATA:
                kinds.skipped.add(index)
            else:
                kinds.after_footer.append(index)


def totals_of(row: Sequence[object], positions: Mapping[str, int]) -> dict[str, object]:
    """The numbers a total row declares, by column name."""
    cells = {name: row[place] for name, place in positions.items()}
    return {
        name: cell
        for name, cell in cells.items()
        if isinstance(cell, int | float) and not isinstance(cell, bool)
    }
