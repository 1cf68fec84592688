"""The words and signs for what became of a batch and of its rows."""

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from people.enums import BatchState
from people.imports.results import ADDED, CHANGED, FLAGGED, REFUSED, UNCHANGED

LABELS = {
    REFUSED: _("退回"),
    CHANGED: _("变更"),
    ADDED: _("新增"),
    UNCHANGED: _("未变"),
    FLAGGED: _("待查重"),
}

# The styles are those that components/badge.html knows.
_ROW_STYLES = {REFUSED: "short", CHANGED: "changed", ADDED: "met", UNCHANGED: "plain"}
_STATE_STYLES = {
    BatchState.WAITING: "on_track",
    BatchState.REHEARSED: "behind",
    BatchState.REFUSED: "short",
    BatchState.CONFIRMED: "on_track",
    BatchState.IMPORTED: "met",
    BatchState.UNDONE: "plain",
    BatchState.FAILED: "short",
}


def badge_of_outcome(outcome: str) -> str:
    return _badge(_ROW_STYLES[outcome], LABELS[outcome])


def badge_of_state(state: BatchState) -> str:
    return _badge(_STATE_STYLES[state], state.label)


def _badge(code: str, label) -> str:
    return render_to_string("components/badge.html", {"code": code, "label": label})
