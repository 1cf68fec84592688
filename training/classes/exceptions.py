"""Errors of training classes. They carry values; `words.py` and the views put them into words."""

from collections.abc import Sequence

from training.classes.entry_rules import Reason


class NotEligibleError(Exception):
    """The person cannot come to this class now; `reasons` say why, at least one."""

    def __init__(self, reasons: Sequence[Reason]):
        super().__init__(", ".join(reason.code for reason in reasons))
        self.reasons = tuple(reasons)


class StepNotOpenError(Exception):
    """The class is in no state from which this step leads on; `state` is the one it is in."""

    def __init__(self, step: str, state: str):
        super().__init__(f"{step}: {state}")
        self.step = step
        self.state = state


class OwnClassError(Exception):
    """Nobody approves their own class or plan, or confirms their own hours."""


class ClassNotReadyError(Exception):
    """The class lacks something that the step asks for; `lacks` are codes of states.LACKS."""

    def __init__(self, lacks: Sequence[str]):
        super().__init__(", ".join(lacks))
        self.lacks = tuple(lacks)


class PlaceStateError(Exception):
    """The place is not in a state that allows this; `state` is the one it is in."""

    def __init__(self, state: str):
        super().__init__(state)
        self.state = state


class OfferLapsedError(Exception):
    """The time to accept a place from the waiting list is over."""


class CapacityTooSmallError(Exception):
    """More people are seated than the new capacity or quota has places for."""

    def __init__(self, seated: int):
        super().__init__(str(seated))
        self.seated = seated


class NotInClassError(Exception):
    """The person has no place in the class whose session this is, or there is no such session."""


class SessionNotOnError(Exception):
    """It is too early or too late for this in `session`."""

    def __init__(self, session):
        super().__init__(str(session.pk))
        self.session = session


class InUseError(Exception):
    """It cannot be deleted, because people were recorded with it."""


class MaterialRefusedError(Exception):
    """A file that is not taken as material; `code` says why."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code
