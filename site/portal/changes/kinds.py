"""What is kept before and after each change: one Kind a model, over its table of history.

A history row says how the object was after a change. Conditions are on those rows; objects that are
gone are found too.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.db.models import Model, Q, QuerySet
from django.db.models.functions import Concat

from credits.enums import Category, Level, Mode
from credits.models import Exemption, Leave, Policy, PolicyLimit
from people.access_log.areas import here, teachers_of
from people.enums import SchoolKind, Stage
from people.models import Enrolment, Post, RoleGrant, School, Teacher
from people.scopes import Area
from training.models import StaffingStandard

PHONES = frozenset({"phone"})
NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Kind:
    """`named_by` are the fields that name an object, among them keys to what it belongs to.

    `mentions` is the condition that an object is meant by a text, `within` that it lies in an
    area; `labels` says how coded values inside lists and texts are shown.
    """

    model: type[Model]
    named_by: tuple[str, ...]
    mentions: Callable[[str], Q]
    within: Callable[[Area], Q]
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def code(self) -> str:
        return self.model._meta.model_name

    @property
    def label(self) -> str:
        return str(self.model._meta.verbose_name)

    @property
    def rows(self) -> QuerySet:
        return self.model.history.all()


def _teachers(text: str) -> QuerySet:
    """Keys of teachers with this number, or who bear or bore this name."""
    return _keys(Teacher, Q(number=text) | Q(name__icontains=text))


def _schools(text: str) -> QuerySet:
    return _keys(School, Q(code=text) | Q(name__icontains=text))


def _policies(text: str) -> QuerySet:
    return _keys(Policy, _policy(text))


def _keys(model: type[Model], condition: Q) -> QuerySet:
    return model.history.filter(condition).order_by().values("id")


def _accounts(text: str) -> QuerySet:
    users = get_user_model().objects.annotate(full_name=Concat("last_name", "first_name"))
    named = users.filter(
        Q(username=text) | Q(full_name__icontains=text) | Q(teacher__in=_teachers(text))
    )
    return named.values("pk")


def _policy(text: str) -> Q:
    return Q(edition__icontains=text) | Q(document_name__icontains=text) | Q(document_no=text)


def _standard(text: str) -> Q:
    return Q(code=text) | Q(title__icontains=text) | Q(document_name__icontains=text)


def _of_teacher(text: str) -> Q:
    return Q(teacher_id__in=_teachers(text))


def _of_school(text: str) -> Q:
    return Q(school_id__in=_schools(text))


def _everywhere(_area: Area) -> Q:
    """What holds for all."""
    return Q()


def _teacher_in(area: Area) -> Q:
    return Q(teacher_id__in=teachers_of(area))


def _school_itself_in(area: Area) -> Q:
    condition = Q(id__in=area.school_ids)
    for path in area.unit_paths:
        condition |= Q(unit__path__startswith=path)
    return condition


STAGES_AND_KINDS = {"stages": dict(Stage.choices), "school_kinds": dict(SchoolKind.choices)}
DIMENSIONS = dict([*Category.choices, *Level.choices, *Mode.choices])

KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind(
            Teacher,
            ("name", "number"),
            lambda text: Q(id__in=_teachers(text)),
            lambda area: Q(id__in=teachers_of(area)),
        ),
        Kind(
            Post,
            ("teacher", "school", "unit", "kind"),
            lambda text: _of_teacher(text) | _of_school(text),
            here,
        ),
        Kind(
            School,
            ("name", "code"),
            lambda text: Q(id__in=_schools(text)),
            _school_itself_in,
        ),
        Kind(
            Enrolment,
            ("school", "year"),
            _of_school,
            lambda area: area.schools("school__"),
        ),
        Kind(
            RoleGrant,
            ("user", "role", "unit", "school"),
            lambda text: (
                Q(user_id__in=_accounts(text)) | _of_school(text) | Q(unit__name__icontains=text)
            ),
            here,
        ),
        Kind(Exemption, ("teacher", "year"), _of_teacher, _teacher_in),
        Kind(Leave, ("teacher", "starts_on"), _of_teacher, _teacher_in),
        Kind(
            Policy,
            ("edition",),
            _policy,
            _everywhere,
            {"counting_categories": dict(Category.choices)},
        ),
        Kind(
            PolicyLimit,
            ("policy", "kind", "value"),
            lambda text: Q(policy_id__in=_policies(text)),
            _everywhere,
            {"value": DIMENSIONS},
        ),
        Kind(StaffingStandard, ("title", "code"), _standard, _everywhere, STAGES_AND_KINDS),
    )
}
