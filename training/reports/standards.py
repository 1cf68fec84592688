"""The staffing standards that an audit was held against, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from training.audit.rows import Audit
from training.enums import Force
from training.models import StaffingStandard
from training.staffing_rules import SCHOOL_ANY, UNIT_RESEARCH_OFFICER, Standard
from training.standard_titles import standard_title


@dataclass(frozen=True, slots=True)
class StandardNote:
    """`source` is the document with its number; empty for an assumption."""

    code: str
    asks: str
    title: str
    force: str
    source: str

    @property
    def text(self) -> str:
        """The title with what it rests on."""
        if not self.source:
            return self.title
        words = {"title": self.title, "force": self.force, "source": self.source}
        return _("%(title)s（%(force)s，%(source)s）") % words


def standards_behind(audit: Audit) -> list[StandardNote]:
    """Those in force on the reference day, with their documents as known then. One query.

    That on research officers is left out: an audit holds schools, not who serves at the units.
    """
    model = StaffingStandard
    rows = model.history.as_of(audit.as_of) if audit.as_of else model.objects.all()
    by_code = {row.code: row for row in rows}
    return [
        _note(standard, by_code.get(standard.code))
        for standard in audit.standards
        if standard.in_force_on(audit.reference_day) and standard.asks != UNIT_RESEARCH_OFFICER
    ]


def deciding_labels(notes: list[StandardNote]) -> dict[str, str]:
    """{what `schools_gaps_frame` says under `standard`: the words for it}."""
    any_teacher = [note.title for note in notes if note.asks == SCHOOL_ANY]
    return {note.code: note.title for note in notes} | {SCHOOL_ANY: _("；").join(any_teacher)}


def _note(standard: Standard, row: StaffingStandard | None) -> StandardNote:
    assumed = row is None or row.title != standard.title
    return StandardNote(
        code=standard.code,
        asks=standard.asks,
        title=standard_title(standard),
        force="" if assumed else str(Force(row.force).label),
        source="" if assumed else _source(row),
    )


def _source(row: StaffingStandard) -> str:
    words = {"name": row.document_name, "number": row.document_no}
    return (_("《%(name)s》%(number)s") if row.document_no else _("《%(name)s》")) % words
