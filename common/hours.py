"""学时 as exact decimals with one place (H5)."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

ZERO = Decimal("0.0")
ONE_PLACE = Decimal("0.1")
HALF = Decimal("0.5")


def to_tenths(hours: Decimal | int | str) -> int:
    """Tenths of a 学时, the form hours are stored in. Raises ValueError if they are not whole."""
    scaled = Decimal(hours) * 10
    if scaled != scaled.to_integral_value():
        raise ValueError(f"{hours} has more than one decimal place")
    return int(scaled)


def from_tenths(tenths: int) -> Decimal:
    return Decimal(tenths).scaleb(-1)


def total(hours: Iterable[Decimal]) -> Decimal:
    """The sum, to one place; no hours are 0.0."""
    return sum(hours, ZERO)


def quantized(hours: Decimal) -> Decimal:
    return hours.quantize(ONE_PLACE, rounding=ROUND_HALF_UP)
