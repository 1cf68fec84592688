"""How a certificate's facts are written and shown. Plain values: no Django, no clock, no query."""

from collections.abc import Mapping
from decimal import Decimal

MASK = "**"
# Names of Latin letters and of several parts keep their first letter only, as those in Chinese do.


def masked_name(name: str) -> str:
    """The family name, or what is the first character of any name, and two stars: 张**.

    How many characters follow is not told: it would be half of a name.
    """
    plain = name.strip()
    return f"{plain[:1]}{MASK}" if plain else MASK


def hours_in_words(hours: Decimal) -> str:
    """Without a needless .0: 16, 7.5."""
    return f"{hours.normalize():f}"


def tenths_total(tenths: Mapping[str, int]) -> Decimal:
    """All 学时 of a certificate, from tenths by category."""
    return Decimal(sum(tenths.values())).scaleb(-1)
