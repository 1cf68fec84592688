"""Errors of claims. They carry values; words.py and file_words.py put them into sentences."""


class BadEvidenceError(Exception):
    """A file that cannot be evidence; `code` says why, `values` hold what the sentence needs."""

    def __init__(self, code: str, **values):
        super().__init__(code)
        self.code, self.values = code, values


class ClaimStateError(Exception):
    """The claim is not in a state that allows the step; `state` is the one it is in."""

    def __init__(self, step: str, state: str):
        super().__init__(f"{step}: {state}")
        self.step, self.state = step, state


class ClaimIncompleteError(Exception):
    """Something is wanting; `findings` are those of claim_rules."""

    def __init__(self, findings: list):
        super().__init__(", ".join(finding.code for finding in findings))
        self.findings = findings


class SameTrainingError(Exception):
    """The same training is on record already (H7); `doubles` are pairs of a Double and what it is of."""

    def __init__(self, doubles: list):
        super().__init__(", ".join(double.code for double, _other in doubles))
        self.doubles = doubles


class NotReviewerError(Exception):
    """This person does not decide this claim: it is their own, or they decided a stage before."""

    def __init__(self, why: str):
        super().__init__(why)
        self.why = why


class NoPostError(Exception):
    """The roster knows no post of the teacher today, so that nobody would review the claim."""


class AppealClosedError(Exception):
    """There is no appeal: the days are over, it was appealed before, or nobody is above."""

    def __init__(self, why: str):
        super().__init__(why)
        self.why = why


class ReasonNeededError(Exception):
    """The step asks for a reason: returning, rejecting, appealing, recognising a flagged claim."""


class ChangedMeanwhileError(Exception):
    """Somebody changed the claim since it was looked at; `state` is the one it is in."""

    def __init__(self, state: str):
        super().__init__(state)
        self.state = state
