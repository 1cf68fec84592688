"""Who may come to a class, and the plain reasons why not. No Django, no clock, no query.

Implements the conditions of training classes for the notice's audiences (R18, R21 to R23).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

NO_POST = "no_post"
OTHER_POST = "other_post"
OTHER_UNIT = "other_unit"
OTHER_STAGE = "other_stage"
NOT_BACKBONE = "not_backbone"
NO_QUOTA = "no_quota"
NOT_ENROLLING = "not_enrolling"
NOT_YET = "not_yet"
TOO_LATE = "too_late"
OTHER_WAY = "other_way"
CLASH = "clash"
REFUSED_BEFORE = "refused_before"
ALREADY_IN = "already_in"
OTHER_QUOTA = "other_quota"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody cannot come: a code of this module and the values that its sentence needs."""

    code: str
    values: dict = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class PostFacts:
    """A post in force. `unit_path` is that of the school's managing unit, or of the officer's."""

    kind: str
    unit_id: int
    unit_path: str
    school_id: int | None = None
    stages: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a class is for; what is empty narrows nothing. `quota_unit_ids` None: no quotas."""

    kinds: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()
    unit_paths: tuple[str, ...] = ()
    backbone_only: bool = False
    quota_unit_ids: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """A time that somebody has given to a class."""

    title: str
    starts_at: datetime
    ends_at: datetime


def fitting_post(
    posts: Sequence[PostFacts], *, backbone: bool, audience: Audience
) -> PostFacts | Reason:
    """The first post by which the person belongs to the audience, or the reason why none does.

    Posts are asked in the order given. The reason is the first condition that the last post left
    over fails, so that somebody of the right post in another unit is told of the unit.
    """
    if audience.backbone_only and not backbone:
        return Reason(NOT_BACKBONE)
    left = tuple(posts)
    if not left:
        return Reason(NO_POST)
    for code, fits in _conditions(audience):
        kept = tuple(post for post in left if fits(post))
        if not kept:
            return Reason(code)
        left = kept
    return left[0]


def _conditions(audience: Audience):
    if audience.kinds:
        yield OTHER_POST, lambda post: post.kind in audience.kinds
    if audience.unit_paths:
        yield OTHER_UNIT, lambda post: post.unit_path.startswith(audience.unit_paths)
    if audience.stages:
        # An officer teaches no stage and answers for all of them.
        yield OTHER_STAGE, lambda post: post.school_id is None or post.stages & audience.stages
    if audience.quota_unit_ids is not None:
        yield NO_QUOTA, lambda post: post.unit_id in audience.quota_unit_ids


def clashes(wanted: Iterable[Sitting], taken: Sequence[Sitting]) -> list[tuple[Sitting, Sitting]]:
    """Each wanted sitting with the one that it overlaps. Back to back is no clash."""
    return [
        (one, other)
        for one in wanted
        for other in taken
        if one.starts_at < other.ends_at and other.starts_at < one.ends_at
    ]


def window_reason(
    *, is_enrolling: bool, opens: datetime, closes: datetime, moment: datetime
) -> Reason | None:
    """Why nobody can enrol at `moment`; None where they can."""
    if not is_enrolling:
        return Reason(NOT_ENROLLING)
    if moment < opens:
        return Reason(NOT_YET, {"opens": opens})
    if moment >= closes:
        return Reason(TOO_LATE, {"closes": closes})
    return None
