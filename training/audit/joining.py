"""Audits of separate parts as one: what a person sees who answers for several of them."""

from collections.abc import Sequence
from dataclasses import replace

from training.audit.rows import Audit
from training.audit.service import sums_of


def join_audits(audits: Sequence[Audit]) -> Audit:
    """One audit of all the rows, for audits of the same year that share no school.

    Raises ValueError if there are none.
    """
    if not audits:
        raise ValueError("no audits to join")
    if len(audits) == 1:
        return audits[0]
    schools = sorted((row for audit in audits for row in audit.schools), key=lambda row: row.code)
    teachers = sorted(
        (row for audit in audits for row in audit.teachers), key=lambda row: row.number
    )
    totals, units = sums_of(teachers, schools)
    return replace(audits[0], totals=totals, units=units, schools=schools, teachers=teachers)
