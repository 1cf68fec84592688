"""One person's year in words: the verdict, and each entry with what became of its hours (V5)."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from credits.enums import Category, Source, Standing, VerdictCode
from credits.models import Entry
from credits.rules import MET, NOT_COUNTING_CATEGORY, OVER_CAP, REVERSED, SHORT, Line
from people.enums import PostKind
from people.rules import BINDING, EXEMPT, LEFT
from training.audit.explanation import Explanation
from training.audit.rows import Audit, TeacherRow


@dataclass(frozen=True, slots=True)
class EntryStory:
    """An entry, how it was counted, and why. Reversal links lead only to entries shown too."""

    entry: Entry
    line: Line
    why: str
    source: str
    reverses: Entry | None
    reversed_by: Entry | None


@dataclass(frozen=True, slots=True)
class CategoryStory:
    label: str
    counted: Decimal
    missing: Decimal


@dataclass(frozen=True, slots=True)
class YearStory:
    """`verdict` is None where there is nothing to judge; then `standing` says why."""

    sentence: str
    tone: str
    verdict: tuple[str, str] | None
    standing: tuple[str, str] | None
    post: str
    categories: list[CategoryStory]
    entries: list[EntryStory]


def story_of(explanation: Explanation) -> YearStory:
    row, audit = explanation.row, explanation.audit
    entries = _entry_stories(explanation)
    if row is None or audit is None:
        return YearStory(_outside(explanation), "none", None, None, "", [], entries)
    judged = row.standing == BINDING
    return YearStory(
        sentence=_sentence(row, audit),
        tone=row.verdict if judged else "none",
        verdict=(row.verdict, VerdictCode(row.verdict).label) if judged else None,
        standing=(row.standing, Standing(row.standing).label),
        post=PostKind(row.post_kind).label,
        categories=_categories(row),
        entries=entries,
    )


def _outside(explanation: Explanation) -> str:
    if explanation.counted_at is None:
        return _("本年度没有心理健康教育教师岗位，不在核查范围内。")
    return _("这位教师本年度由其他单位核查。这里只列出贵单位记录的学时，不显示核查结果。")


def _sentence(row: TeacherRow, audit: Audit) -> str:
    if row.standing != BINDING:
        return _not_judged(row)
    if row.verdict == MET:
        return _("已修满本年度应修的学时。超出部分不结转到下一年度。")
    amounts = {"hours": row.missing, "day": audit.last.isoformat()}
    if row.verdict == SHORT:
        return _("年度已结束，还差 %(hours)s 学时。") % amounts
    if not row.missing:
        return _("总学时已够，有的培训内容还没有达到下限，须在 %(day)s 前补足。") % amounts
    return _("还差 %(hours)s 学时，须在 %(day)s 前修满。") % amounts


def _not_judged(row: TeacherRow) -> str:
    if row.standing == LEFT:
        return _("基准日已不在心理健康教育教师岗位，只列出学时，不作达标判定。")
    if row.standing == EXEMPT:
        return _("本年度经批准免修，只列出学时，不作达标判定。")
    return _("兼职教师参照执行：以专职教师的学时要求作对照，不作达标判定。")


def _categories(row: TeacherRow) -> list[CategoryStory]:
    zero = Decimal("0.0")
    return [
        CategoryStory(
            category.label,
            row.by_category.get(category, zero),
            row.missing_by_category.get(category, zero),
        )
        for category in Category
        if category != Category.OTHER or category in row.by_category
    ]


def _entry_stories(explanation: Explanation) -> list[EntryStory]:
    shown = {item.entry.pk for item in explanation.lines}
    return [_entry_story(item.entry, item.line, shown) for item in explanation.lines]


def _entry_story(entry: Entry, line: Line, shown: set) -> EntryStory:
    reversed_by = getattr(entry, "reversed_by", None)
    return EntryStory(
        entry=entry,
        line=line,
        why=_why(entry, line),
        source=_source(entry),
        reverses=entry.reverses if entry.reverses_id in shown else None,
        reversed_by=reversed_by if reversed_by and reversed_by.pk in shown else None,
    )


def _why(entry: Entry, line: Line) -> str:
    if line.rule == NOT_COUNTING_CATEGORY:
        return _("“%(category)s”类培训只登记，不计入") % {"category": entry.get_category_display()}
    if line.rule == REVERSED:
        return _("与被冲销的记录相抵") if entry.reverses_id else _("已被冲销，正负相抵")
    if line.rule == OVER_CAP and line.counted:
        return _("达到年度上限，其中 %(hours)s 学时不再计入") % {"hours": line.capped}
    if line.rule == OVER_CAP:
        return _("已达到年度上限，不再计入")
    return _("全部计入")


def _source(entry: Entry) -> str:
    name = Source(entry.source).label
    return (
        _("%(source)s：%(file)s") % {"source": name, "file": entry.batch.file_name}
        if entry.batch
        else name
    )
