"""Errors of the ledger. They carry values; templates and commands put them into words."""


class LedgerIsAppendOnlyError(Exception):
    """Somebody tried to change or delete an entry (L1)."""


class AlreadyReversedError(Exception):
    """The entry was reversed before; `entry` is the one asked for."""

    def __init__(self, entry):
        super().__init__(str(entry.pk))
        self.entry = entry


class BatchStateError(Exception):
    """The batch is not in a state that allows the step; `state` is the one it is in."""

    def __init__(self, batch, state):
        super().__init__(f"{batch.pk}: {state}")
        self.batch = batch
        self.state = state
