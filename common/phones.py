"""Phone numbers as they are shown to others."""

HIDDEN = "****"
# Of shorter ones the ends would be all of the number, or nearly.
SHORTEST_WITH_ENDS, SHORTEST_WITH_END = 11, 7


def masked_phone(number: str) -> str:
    """138****5678: enough to tell it by for whoever knows it. Of a landline the last two digits.

    Empty for none. An area code or an extension counts like any other digits.
    """
    if len(number) >= SHORTEST_WITH_ENDS:
        return number[:3] + HIDDEN + number[-4:]
    if len(number) >= SHORTEST_WITH_END:
        return HIDDEN + number[-2:]
    return HIDDEN if number else ""
