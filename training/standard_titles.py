"""What a staffing standard is called in the reader's language."""

from typing import TYPE_CHECKING

from django.utils.translation import get_language

from training.enums import Asks

if TYPE_CHECKING:
    from training.models import StaffingStandard
    from training.staffing_rules import Standard


def standard_title(standard: "Standard | StaffingStandard") -> str:
    """Titles are kept in Chinese; in another language the standard is told by what it asks."""
    if (get_language() or "zh").startswith("zh"):
        return standard.title
    return f"{Asks(standard.asks).label} {standard.amount}"
