"""States as badges, in the style of the site."""

from django.template.loader import render_to_string

from people.activation.enums import AccountState, CodeState, JobState

STYLES = {
    AccountState.NEW: "new",
    AccountState.ISSUED: "on_track",
    AccountState.ACTIVATED: "meets",
    AccountState.SUSPENDED: "lacks",
    CodeState.LIVE: "on_track",
    CodeState.USED: "meets",
    CodeState.REVOKED: "over",
    CodeState.LOCKED: "lacks",
    CodeState.EXPIRED: "over",
    JobState.WAITING: "on_track",
    JobState.WORKING: "on_track",
    JobState.READY: "meets",
    JobState.FAILED: "lacks",
}


def badge_of(state: AccountState | CodeState | JobState) -> str:
    return render_to_string("components/badge.html", {"code": STYLES[state], "label": state.label})
