"""What certificates refuse, with the values that a sentence about it needs."""


class BadNumberRuleError(Exception):
    """The rule of numbers cannot be kept; `code` says why, `part` names what is wrong with it."""

    def __init__(self, code: str, part: str = ""):
        super().__init__(code, part)
        self.code = code
        self.part = part


class NotRevokedError(Exception):
    """Only what was revoked is issued anew."""

    def __init__(self, number: str):
        super().__init__(number)
        self.number = number


class AlreadyReissuedError(Exception):
    """A later certificate stands in its place."""

    def __init__(self, number: str):
        super().__init__(number)
        self.number = number


class NothingToPrintError(Exception):
    """No certificate of those chosen is in force."""


class BatchTooLargeError(Exception):
    """More certificates than one batch takes."""

    def __init__(self, count: int):
        super().__init__(count)
        self.count = count


class BatchGoneError(Exception):
    """The file is not there any more: its time is up, or it was never finished."""


class BadImageError(Exception):
    """The picture is not taken; `code` says why."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


class SigningUnavailableError(Exception):
    """The key that signs the files is named in the settings and cannot be used."""
