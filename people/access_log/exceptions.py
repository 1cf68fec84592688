"""What the access log refuses, and what it cannot do."""


class AccessLogIsAppendOnlyError(Exception):
    """A row is never changed, and deleted only by services/retention.py once its time is up."""


class AccessNotLoggedError(Exception):
    """The row could not be written: what it was to tell of must then not happen."""


class RetentionTooShortError(ValueError):
    """Rows younger than 180 days are kept; `moment` is later than that allows."""

    def __init__(self, moment):
        super().__init__(moment)
        self.moment = moment
