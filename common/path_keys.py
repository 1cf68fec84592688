"""Row numbers in addresses."""

from django.urls import register_converter
from django.urls.converters import IntConverter

HIGHEST = 2**31 - 1  # of an AutoField


class RowKey(IntConverter):
    """A number that a row can have. A longer one is no address, so that no database stumbles over it."""

    def to_python(self, value: str) -> int:
        """Raises ValueError for a number that no row has."""
        if len(value) > len(str(HIGHEST)) or int(value) > HIGHEST:
            raise ValueError(value)
        return int(value)


register_converter(RowKey, "key")
