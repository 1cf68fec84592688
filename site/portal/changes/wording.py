"""Changes in words: whose, which field, before and after."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Field, Model
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from common.phones import masked_phone
from people.models import ImportBatch, School, Teacher, Unit, User
from portal.changes.kinds import NOTHING, PHONES, Kind
from portal.changes.reading import CHANGED, CREATED, DELETED, Change

EMPTY = "—"


@dataclass(frozen=True, slots=True)
class Line:
    """One field. `before` is None of something new, `after` of something deleted."""

    label: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Story:
    """A change for people to read. `why` is the reason given, or the file it came with."""

    at: datetime
    who: str
    why: str
    what: str
    kind: str
    name: str
    lines: list[Line]


def stories_of(changes: list[Change]) -> list[Story]:
    """One query for each kind of thing that the rows refer to."""
    names = Names(changes)
    what = {CREATED: _("新增"), CHANGED: _("修改"), DELETED: _("删除")}
    return [
        Story(
            at=change.row.history_date,
            who=change.row.history_user.get_full_name() if change.row.history_user else "",
            why=names.reason(change.row.history_change_reason or ""),
            what=what[change.row.history_type],
            kind=change.kind.label,
            name=_name(change, names),
            lines=_lines(change, names),
        )
        for change in changes
    ]


class Names:
    """The names of everything that the rows refer to by key."""

    def __init__(self, changes: Iterable[Change]):
        keys = defaultdict(set)
        for change in changes:
            for row in filter(None, (change.row, change.before)):
                for field in _fields(change.kind):
                    if field.is_relation and (key := getattr(row, field.attname)):
                        keys[field.related_model].add(key)
        self._names = {model: _names_of(model, wanted) for model, wanted in keys.items()}
        self._files = _files_of(changes)

    def __call__(self, model: type[Model], key: object) -> str:
        return self._names[model].get(key) or _("已删除（%(key)s）") % {"key": key}

    def reason(self, text: str) -> str:
        """What an import stores as its reason is the key of its batch."""
        return self._files.get(text, text)


def _names_of(model: type[Model], keys: set) -> dict:
    """By the rows, and for what is gone by its own history where it has one."""
    names = {key: _named(row) for key, row in model.objects.in_bulk(keys).items()}
    gone = keys - names.keys()
    if gone and hasattr(model, "history"):
        for row in model.history.filter(id__in=gone).order_by("history_date", "history_id"):
            names[row.id] = _named(row)
    return names


def _named(row: Model) -> str:
    """Of a row, or of a row of its history, which has the same fields and no more."""
    match getattr(row, "instance_type", type(row)):
        case model if model is Teacher:
            return f"{row.name} {row.number}"
        case model if model is School:
            return row.name
        case model if model is User:
            return row.get_full_name()
        case model if model is Unit:
            return row.display_name
    return str(getattr(row, "instance", row))


def _files_of(changes: Iterable[Change]) -> dict[str, str]:
    keys = {}
    for change in changes:
        reason = change.row.history_change_reason or ""
        try:
            keys[UUID(reason)] = reason
        except ValueError:
            continue
    if not keys:
        return {}
    names = ImportBatch.objects.filter(pk__in=keys).values_list("pk", "file_name")
    return {keys[pk]: _("导入：%(file)s") % {"file": name} for pk, name in names}


def _name(change: Change, names: Names) -> str:
    fields = {field.name: field for field in _fields(change.kind)}
    parts = [_words(change.kind, fields[name], change.row, names) for name in change.kind.named_by]
    return " ".join(part for part in parts if part)


def _lines(change: Change, names: Names) -> list[Line]:
    return [line for field in _fields(change.kind) if (line := _line(change, field, names))]


def _line(change: Change, field: Field, names: Names) -> Line | None:
    """None where the field is empty, or as it was."""
    kind, row, former = change.kind, change.row, change.before
    label, words = str(field.verbose_name), _words(kind, field, row, names)
    if row.history_type == CREATED:
        return Line(label, None, words) if words else None
    if row.history_type == DELETED:
        return Line(label, words, None) if words else None
    if former is None:  # changed before histories began
        return Line(label, _("未留存"), words) if words else None
    if getattr(row, field.attname) == getattr(former, field.attname):
        return None
    before = _words(kind, field, former, names)
    after = _("%(value)s（中间的数字有变动）") % {"value": words} if before == words else words
    return Line(label, before or EMPTY, after or EMPTY)


def _fields(kind: Kind) -> list[Field]:
    """Without the key, and without what the history's own moment tells."""
    return [
        field
        for field in kind.model._meta.concrete_fields
        if not field.primary_key and not getattr(field, "auto_now_add", False)
    ]


def _words(kind: Kind, field: Field, row: Model, names: Names) -> str:
    value = getattr(row, field.attname)
    labels = kind.labels.get(field.name, NOTHING)
    match value:
        case None | "":
            return ""
        case _ if field.is_relation:
            return names(field.related_model, value)
        case bool():
            return _("是") if value else _("否")
        case str() if field.name in PHONES:
            return masked_phone(value)
        case _ if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        case list():
            return _("、").join(str(labels.get(item, item)) for item in value)
        case datetime():
            return localtime(value).strftime("%Y-%m-%d %H:%M")
        case date():
            return value.isoformat()
    return str(labels.get(value, value))
