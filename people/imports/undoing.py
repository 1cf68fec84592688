"""Taking a roster import back: what it changed gets its former values, what it added goes."""

from collections.abc import Iterator
from datetime import date

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.models import ProtectedError, RestrictedError
from simple_history.utils import bulk_update_with_history

from people.imports.changes import BATCH


class CannotUndoError(Exception):
    """Something rests on the import or changed since; `subject` names it."""

    def __init__(self, subject: str):
        super().__init__(subject)
        self.subject = subject


def undo_roster(effects: dict, *, by, reason: str) -> None:
    """Undoes `Effects.as_json`. Raises CannotUndoError and must then be rolled back."""
    # What was added goes first: a former value may need its place, as a post that was closed does
    # where the next one began.
    for row in reversed(list(_created(effects))):
        _delete(row, by, reason)
    for row, fields in reversed(list(_changed(effects))):
        _restore(row, fields, by, reason)


def _changed(effects: dict) -> Iterator[tuple[models.Model, dict]]:
    for label, pk, fields in effects["changed"]:
        yield apps.get_model(label).objects.filter(pk=pk).first(), fields


def _created(effects: dict) -> Iterator[models.Model]:
    for label, pk in effects["created"]:
        row = apps.get_model(label).objects.filter(pk=pk).first()
        if row is not None:
            yield row


def _restore(row: models.Model | None, fields: dict, by, reason: str) -> None:
    if row is None:
        return
    for name, (before, after) in fields.items():
        if _plain(getattr(row, name)) != after:
            raise CannotUndoError(str(row))
        field = row._meta.get_field(name)
        setattr(row, name, field.to_python(before))
    try:
        with transaction.atomic():
            bulk_update_with_history(
                [row],
                type(row),
                list(fields),
                batch_size=BATCH,
                default_user=by,
                default_change_reason=reason,
            )
            _judge_deferred_constraints()
    except IntegrityError as error:
        # A later row stands where this one would come back to, such as the post that followed.
        raise CannotUndoError(str(row)) from error


def _judge_deferred_constraints() -> None:
    """PostgreSQL judges overlapping posts when the transaction ends, which names no row."""
    if connection.vendor == "postgresql":
        connection.check_constraints()


def _delete(row: models.Model, by, reason: str) -> None:
    row._history_user = by
    row._change_reason = reason
    try:
        _count, deleted = row.delete()
    except (ProtectedError, RestrictedError) as error:
        raise CannotUndoError(str(row)) from error
    if deleted.keys() - {row._meta.label}:
        raise CannotUndoError(str(row))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
