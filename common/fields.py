"""Model fields of our own."""

from decimal import Decimal

from django import forms
from django.db import models

from common.hours import from_tenths, to_tenths


class HoursField(models.IntegerField):
    """学时 with one decimal place, kept in the database as whole tenths.

    A sum over a DecimalField is float arithmetic on SQLite; whole tenths add up exactly on every
    database, and are cheaper than `numeric` on PostgreSQL. `Sum("hours")` gives a Decimal.
    """

    description = "学时 (tenths)"

    def from_db_value(self, value, expression, connection):
        return None if value is None else from_tenths(int(value))

    def to_python(self, value):
        if value is None or isinstance(value, Decimal):
            return value
        return Decimal(value)

    def get_prep_value(self, value):
        return None if value is None else to_tenths(value)

    def value_to_string(self, obj):
        return str(self.value_from_object(obj))

    def formfield(self, **kwargs):
        kwargs = {"form_class": forms.DecimalField, "decimal_places": 1, **kwargs}
        return models.Field.formfield(self, **kwargs)
