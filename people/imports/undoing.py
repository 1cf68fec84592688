"""Taking a roster import back: what it added goes, what it changed gets its former values."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, IntegrityError, connection, models, transaction
from django.db.models import ProtectedError, RestrictedError
from django.db.models.deletion import Collector
from simple_history.utils import bulk_update_with_history

from people.imports.changes import BATCH

LABEL, KEY = itemgetter(0), itemgetter(1)


class CannotUndoError(Exception):
    """Something rests on the import or changed since; `subject` names it."""

    def __init__(self, subject: str):
        super().__init__(subject)
        self.subject = subject


class _RestedOnError(Exception):
    """Deleting a row would have taken rows of other models along."""


def undo_roster(effects: dict, *, by, reason: str) -> None:
    """Undoes `Effects.as_json`. Raises CannotUndoError and must then be rolled back."""
    # What was added goes first: a former value may need its place, as a post that was closed does
    # where the next one began.
    for model, keys in _created(effects):
        _delete(model, keys, by, reason)
    for model, rows in _restored(effects).items():
        _store(model, rows, by, reason)


def _created(effects: dict) -> Iterator[tuple[type[models.Model], list]]:
    """Model and keys, the last added first: what rests on a row was added after it."""
    for label, group in groupby(reversed(effects["created"]), LABEL):
        keys = list(map(KEY, group))
        for start in range(0, len(keys), BATCH):
            yield apps.get_model(label), keys[start : start + BATCH]


def _delete(model: type[models.Model], keys: list, by, reason: str) -> None:
    """Deletes rows together, and one by one where that fails, to name the one that cannot go."""
    rows = list(model.objects.filter(pk__in=keys))
    for row in rows:
        row._history_user = by
        row._change_reason = reason
    try:
        with transaction.atomic():
            _delete_alone(rows)
    except (ProtectedError, RestrictedError, _RestedOnError) as error:
        if len(rows) == 1:
            raise CannotUndoError(str(model.objects.get(pk__in=keys))) from error
        for key in keys:
            _delete(model, [key], by, reason)


def _delete_alone(rows: list[models.Model]) -> None:
    """Not by a queryset, which would load rows of its own that know neither `by` nor the reason."""
    collector = Collector(using=DEFAULT_DB_ALIAS)
    collector.collect(rows)
    _count, deleted = collector.delete()
    if deleted.keys() - {row._meta.label for row in rows}:
        raise _RestedOnError


def _restored(effects: dict) -> dict[type[models.Model], dict[object, tuple]]:
    """{model: {key: (row with its former values, names of the fields)}}, unsaved."""
    changed = effects["changed"][::-1]
    changed.sort(key=LABEL)
    restored = defaultdict(dict)
    for label, group in groupby(changed, LABEL):
        model = apps.get_model(label)
        changes = list(group)
        rows = _in_bulk(model, map(KEY, changes))
        for _label, key, fields in changes:
            if key in rows:
                _give_back(rows[key], fields)
                _row, names = restored[model].setdefault(key, (rows[key], set()))
                names.update(fields)
    return restored


def _in_bulk(model: type[models.Model], keys: Iterable) -> dict:
    wanted = list(keys)
    rows = {}
    for start in range(0, len(wanted), BATCH):
        rows |= model.objects.in_bulk(wanted[start : start + BATCH])
    return rows


def _give_back(row: models.Model, fields: dict) -> None:
    for name, (before, after) in fields.items():
        if _plain(getattr(row, name)) != after:
            raise CannotUndoError(str(row))
        setattr(row, name, row._meta.get_field(name).to_python(before))


def _store(model: type[models.Model], restored: dict, by, reason: str) -> None:
    """Saves rows together, and one by one where that fails, to name the one that cannot return."""
    rows = [row for row, _names in restored.values()]
    names = sorted(set().union(*(names for _row, names in restored.values())))
    try:
        with transaction.atomic():
            bulk_update_with_history(
                rows,
                model,
                names,
                batch_size=BATCH,
                default_user=by,
                default_change_reason=reason,
            )
            _judge_deferred_constraints()
    except IntegrityError as error:
        # A later row stands where this one would come back to, such as the post that followed.
        if len(rows) == 1:
            raise CannotUndoError(str(rows[0])) from error
        for key, change in restored.items():
            _store(model, {key: change}, by, reason)


def _judge_deferred_constraints() -> None:
    """PostgreSQL judges overlapping posts when the transaction ends, which names no row."""
    if connection.vendor == "postgresql":
        connection.check_constraints()


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
