"""All of it, in the order in which it is read."""

from portal.privacy.own_data.account import account_sections, readers_section
from portal.privacy.own_data.record import record_sections
from portal.privacy.own_data.section import Section


def sections_of(user) -> list[Section]:
    """Everything kept about the person behind `user`: nobody else's, and no secret.

    A teacher's years cost about 15 queries each, the rest under 30 together.
    """
    teacher = getattr(user, "teacher", None)
    if teacher is None:
        return account_sections(user)
    record = record_sections(user, teacher)
    return [*record, readers_section(teacher), *account_sections(user)]
