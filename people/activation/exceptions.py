"""What activation refuses, with the values that a sentence about it needs."""

from people.activation.enums import Refused


class CodeRefusedError(Exception):
    """The code opens nothing; `reason` says why to the person who holds it."""

    def __init__(self, reason: Refused):
        super().__init__(reason.value)
        self.reason = reason


class WrongAnswerError(Exception):
    """Name or digits are not those of the code's teacher; `left` more tries before it locks."""

    def __init__(self, left: int):
        super().__init__(left)
        self.left = left


class CannotIssueError(Exception):
    """No code of this purpose can be issued for the person as things stand now."""


class NotManageableError(Exception):
    """The account is not one that this user looks after."""


class SheetEmptyError(Exception):
    """Nobody of those chosen can be given an activation code."""


class SheetTooLargeError(Exception):
    """More people than one print job takes."""

    def __init__(self, count: int):
        super().__init__(count)
        self.count = count
