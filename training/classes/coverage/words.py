"""What kinds of people and batches are called."""

from django.utils.translation import gettext as _

from training.classes.coverage.people import BACKBONE, RESEARCH_OFFICER, Batch, PersonRow


def kind_words() -> dict[str, str]:
    return {RESEARCH_OFFICER: _("教研员"), BACKBONE: _("骨干教师")}


def batch_text(batch: Batch) -> str:
    """ "2026-420102-003（2026 年第 2 期）": the class, its year and its batch."""
    words = {"number": batch.number, "year": batch.year, "batch": batch.batch_no}
    return _("%(number)s（%(year)s 年第 %(batch)s 期）") % words


def lacking_text(row: PersonRow) -> str:
    """What is still owed to a person; empty where nothing is."""
    lacking = []
    if not row.trained:
        lacking.append(_("业务培训"))
    if not row.supervised:
        lacking.append(_("专业督导"))
    return _("、").join(lacking)
