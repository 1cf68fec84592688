"""What a batch would do or has done, as its screen shows it: figures, tabs, one page of rows."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from common.sheets import SetAside
from common.tables import PAGE_ROWS
from people.imports.results import ADDED, CHANGED, FLAGGED, REFUSED, UNCHANGED
from people.imports.totals import TotalNote
from people.models import ImportBatch
from portal.imports.filters import RowFilter
from portal.imports.outcomes import LABELS
from portal.imports.rows import BatchRows, row_counts, rows_are_kept, total
from portal.imports.tables import RowTable

OUTCOMES = (REFUSED, CHANGED, ADDED, UNCHANGED, FLAGGED)
ALL = "all"


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    count: int
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Breakdown:
    """`outcome` is the tab shown. `kept` is false where the rows' file is gone."""

    outcome: str
    tabs: list[Tab]
    filters: RowFilter
    page: Page
    table: RowTable
    found: int
    kept: bool


def breakdown_of(batch: ImportBatch, query) -> Breakdown:
    """`query` is the address's: outcome, q and page; nonsense in it is ignored."""
    counts = row_counts(batch)
    filters = RowFilter(query)
    text = filters.chosen.get("q", "")
    outcome = query.get("outcome")
    if outcome not in (ALL, *OUTCOMES):
        outcome = REFUSED if counts[REFUSED] else ALL
    rows = BatchRows(batch, "" if outcome == ALL else outcome, text)
    page = Paginator(rows, PAGE_ROWS).get_page(query.get("page"))
    return Breakdown(
        outcome=outcome,
        tabs=_tabs(counts, outcome, text),
        filters=filters,
        page=page,
        table=RowTable(page.object_list, exclude=_columns_without_use(outcome)),
        found=page.paginator.count,
        kept=rows_are_kept(batch),
    )


def _columns_without_use(outcome: str) -> list[str]:
    return [] if outcome in (ALL, REFUSED) else ["cell"]


def _tabs(counts, outcome: str, text: str) -> list[Tab]:
    """An outcome that no row has needs no tab, except where it is the one asked for."""
    named = [(ALL, _("全部"), total(counts))]
    named += [(name, str(LABELS[name]), counts[name]) for name in OUTCOMES]
    kept = {"q": text} if text else {}
    return [
        Tab(label, count, "?" + urlencode({"outcome": name, **kept}), name == outcome)
        for name, label, count in named
        if count or name in (ALL, outcome)
    ]


def sheets_set_aside(batch: ImportBatch) -> list[str]:
    return [SetAside(*left).message for left in batch.report.get("set_aside", ())]


def totals_that_differ(batch: ImportBatch) -> list[str]:
    return [TotalNote(**note).message for note in batch.report.get("totals", ())]


def differs_from_rehearsal(batch: ImportBatch) -> bool:
    """Whether the registers changed between the rehearsal and the import."""
    foreseen = batch.report.get("foreseen")
    return bool(foreseen) and foreseen != batch.report["counts"]
