"""The steps of a class: from where, to where, by whom. The one table; docs/classes.md draws it.

No Django: services ask `step_from`, screens ask `steps_for`.
"""

from dataclasses import dataclass

DRAFT = "draft"
PROPOSED = "proposed"
APPROVED = "approved"
ENROLLING = "enrolling"
RUNNING = "running"
CLOSED = "closed"
CONFIRMED = "confirmed"
ARCHIVED = "archived"
CANCELLED = "cancelled"

PROPOSE = "propose"
RETURN = "return"
APPROVE = "approve"
OPEN = "open"
START = "start"
CLOSE = "close"
CONFIRM = "confirm"
ARCHIVE = "archive"
CANCEL = "cancel"

ORGANISER = "organiser"
APPROVER = "approver"


@dataclass(frozen=True, slots=True)
class Step:
    """One way on. `who` is ORGANISER (runs the class) or APPROVER (another person above it)."""

    name: str
    sources: tuple[str, ...]
    target: str
    who: str
    needs_reason: bool = False


STEPS = (
    Step(PROPOSE, (DRAFT,), PROPOSED, ORGANISER),
    Step(RETURN, (PROPOSED,), DRAFT, APPROVER, needs_reason=True),
    Step(APPROVE, (PROPOSED,), APPROVED, APPROVER),
    Step(OPEN, (APPROVED,), ENROLLING, ORGANISER),
    Step(START, (ENROLLING,), RUNNING, ORGANISER),
    Step(CLOSE, (RUNNING,), CLOSED, ORGANISER),
    Step(CONFIRM, (CLOSED,), CONFIRMED, ORGANISER),
    Step(ARCHIVE, (CONFIRMED,), ARCHIVED, ORGANISER),
    Step(
        CANCEL,
        (DRAFT, PROPOSED, APPROVED, ENROLLING, RUNNING),
        CANCELLED,
        ORGANISER,
        needs_reason=True,
    ),
)
BY_NAME = {step.name: step for step in STEPS}

# What a step finds lacking, by code.
NO_SESSIONS = "no_sessions"
NO_PSYCHOLOGY = "no_psychology"
NOT_OVER = "not_over"
LEAVES_WAITING = "leaves_waiting"
NOT_ASSESSED = "not_assessed"
LACKS = (NO_SESSIONS, NO_PSYCHOLOGY, NOT_OVER, LEAVES_WAITING, NOT_ASSESSED)


def step_from(name: str, state: str) -> Step | None:
    """The step of that name if it leads on from `state`."""
    step = BY_NAME[name]
    return step if state in step.sources else None


def steps_for(state: str, *, organiser: bool, approver: bool) -> list[Step]:
    """The steps that somebody may take from `state`, in the order of the table."""
    mine = {ORGANISER: organiser, APPROVER: approver}
    return [step for step in STEPS if state in step.sources and mine[step.who]]


def diagram() -> str:
    """The table as a Mermaid state diagram, by the codes of the states."""
    lines = ["stateDiagram-v2", f"    [*] --> {DRAFT}"]
    for step in STEPS:
        lines += [f"    {source} --> {step.target}: {step.name}" for source in step.sources]
    lines += [f"    {ARCHIVED} --> [*]", f"    {CANCELLED} --> [*]"]
    return "\n".join(lines)
