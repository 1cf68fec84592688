"""What the services of people refuse, with the values that a sentence about it needs."""


class AccountNameTakenError(Exception):
    """An account that belongs to nobody on the roster already goes by this teacher number."""

    def __init__(self, number: str):
        super().__init__(number)
        self.number = number


class RolesConflictError(Exception):
    """The grant would join two abilities in one person that are kept apart (people.roles)."""

    def __init__(self, pair: tuple[str, str]):
        super().__init__(*pair)
        self.pair = pair


class OwnGrantError(Exception):
    """Nobody gives themselves a role, or takes one from themselves."""


class DelegationRefusedError(Exception):
    """The delegation cannot be given; `reason` is a sentence for the person who asked."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


class PhoneNotYoursToSeeError(Exception):
    """Who asked may not see this teacher's whole number."""

    def __init__(self, teacher):
        super().__init__(teacher.pk)
        self.teacher = teacher
