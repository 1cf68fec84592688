"""Changed cells of known rows: noticed, described for people, stored with their history."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Model
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from common.phones import masked_phone

BATCH = 500


@dataclass(frozen=True, slots=True)
class Change:
    """A stored row and the fields a newer file gives: {field: (before, after)}."""

    instance: Model
    fields: Mapping[str, tuple[object, object]]

    @classmethod
    def of(cls, instance: Model, facts: Mapping[str, object]) -> "Change | None":
        """The difference between the row and the facts; None where there is none.

        The row in memory takes the new values at once, so that a later line of the same file is
        compared with them.
        """
        different = {
            name: (getattr(instance, name), value)
            for name, value in facts.items()
            if getattr(instance, name) != value
        }
        for name, (_before, after) in different.items():
            setattr(instance, name, after)
        return cls(instance, different) if different else None

    def as_json(self) -> list:
        """[model, key, {field: [before, after]}], for undoing the batch."""
        pairs = {name: [_plain(old), _plain(new)] for name, (old, new) in self.fields.items()}
        return [self.instance._meta.label_lower, self.instance.pk, pairs]


@dataclass(frozen=True, slots=True)
class Effects:
    """What an import stored, kept with its batch so that it can be undone."""

    created: list[list]
    changed: list[list]

    @classmethod
    def of(cls, rows: Iterable[Model], changes: Iterable[Change]) -> "Effects":
        created = [[row._meta.label_lower, row.pk] for row in rows]
        return cls(created, [change.as_json() for change in changes])

    def as_json(self) -> dict:
        return {"created": self.created, "changed": self.changed}


def describe(change: Change, headings: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """{heading: (before, after)} as people read them."""
    return {
        headings[name]: (_words(change, name, old), _words(change, name, new))
        for name, (old, new) in change.fields.items()
    }


def store_changes(changes: Iterable[Change], *, by, reason: str) -> None:
    """Writes the changed rows and a history row each. A few queries per model."""
    by_model = defaultdict(dict)
    for change in changes:
        rows = by_model[type(change.instance)]
        instance, fields = rows.get(change.instance.pk, (change.instance, set()))
        rows[change.instance.pk] = (instance, fields | set(change.fields))
    for model, rows in by_model.items():
        names = sorted(set().union(*(fields for _row, fields in rows.values())))
        bulk_update_with_history(
            [instance for instance, _fields in rows.values()],
            model,
            names,
            batch_size=BATCH,
            default_user=by,
            default_change_reason=reason,
        )


def store_new(model: type[Model], rows: Iterable[Model], *, by, reason: str) -> list[Model]:
    """Inserts rows with a history row each and returns them with their keys."""
    rows = list(rows)
    if not rows:
        return []
    return bulk_create_with_history(
        rows, model, batch_size=BATCH, default_user=by, default_change_reason=reason
    )


def _words(change: Change, name: str, value: object) -> str:
    field = change.instance._meta.get_field(name)
    if value is None or value == "":
        return ""
    if name == "phone":
        return masked_phone(value)  # the screens of an import show many people at once
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if field.is_relation:
        return str(field.related_model.objects.get(pk=value))
    return str(value)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
