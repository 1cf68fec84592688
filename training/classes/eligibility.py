"""What the database says of a person and a class, as entry_rules takes it."""

from dataclasses import dataclass, field
from datetime import datetime

from common.clock import today
from people.enums import STAGES_OF_KIND, PostKind, SchoolKind
from people.models import Teacher
from people.models.posts import Post
from training.classes import entry_rules
from training.classes.entry_rules import Audience, PostFacts, Reason, Sitting
from training.classes.enums import ACTIVE, ClassState, Entry, Way
from training.classes.models import Place, Session, TrainingClass, UnitQuota

# A psychology post before any other: the class is for it.
RANK = (PostKind.FULL_TIME, PostKind.PART_TIME, PostKind.RESEARCH_OFFICER)
WAY_OF_ENTRY = {
    Entry.OPEN: (Way.SELF, Way.NOMINATION, Way.INVITATION, Way.ROSTER),
    Entry.NOMINATION: (Way.NOMINATION, Way.INVITATION, Way.ROSTER),
    Entry.INVITATION: (Way.INVITATION, Way.ROSTER),
}
JOINABLE = (ClassState.ENROLLING, ClassState.RUNNING)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person stands to a class: the post they would come by, or why they cannot."""

    post: PostFacts | None
    quota: UnitQuota | None = None
    reasons: tuple[Reason, ...] = field(default=())


def standing_of(training_class: TrainingClass, teacher: Teacher) -> Standing:
    """Five queries at most: posts, audience units, quotas, own sittings, sittings of the class."""
    quotas = {quota.unit_id: quota for quota in training_class.quotas.select_related("unit")}
    fitting = entry_rules.fitting_post(
        posts_of(teacher),
        backbone=teacher.backbone,
        audience=audience_of(training_class, quotas),
    )
    reasons = clash_reasons(training_class, teacher)
    if isinstance(fitting, Reason):
        return Standing(None, reasons=(fitting, *reasons))
    return Standing(fitting, quotas.get(fitting.unit_id), tuple(reasons))


def reasons_against(
    training_class: TrainingClass, standing: Standing, way: Way, moment: datetime
) -> list[Reason]:
    """Why the person cannot come by this way at `moment`; none where they can. No query."""
    reasons = list(standing.reasons)
    if way in (Way.INVITATION, Way.ROSTER):
        closed = training_class.state not in JOINABLE
        window = Reason(entry_rules.NOT_ENROLLING) if closed else None
    else:
        window = entry_rules.window_reason(
            is_enrolling=training_class.state == ClassState.ENROLLING,
            opens=training_class.enrol_from,
            closes=training_class.enrol_until,
            moment=moment,
        )
    if window:
        return [window, *reasons]
    if way not in WAY_OF_ENTRY[Entry(training_class.entry)]:
        return [Reason(entry_rules.OTHER_WAY, {"entry": training_class.entry}), *reasons]
    return reasons


def posts_of(teacher: Teacher) -> list[PostFacts]:
    """Posts in force today, psychology posts first. One query."""
    posts = Post.objects.filter(teacher=teacher).in_force_on(today())
    posts = posts.select_related("school__unit", "unit").order_by("starts_on", "pk")
    rank = {kind: place for place, kind in enumerate(RANK)}
    return sorted(
        (_facts(post) for post in posts), key=lambda post: rank.get(PostKind(post.kind), len(RANK))
    )


def audience_of(training_class: TrainingClass, quotas: dict[int, UnitQuota]) -> Audience:
    """One query."""
    units = training_class.audience_units.values_list("path", flat=True)
    return Audience(
        kinds=frozenset(training_class.audience_kinds),
        stages=frozenset(training_class.audience_stages),
        unit_paths=tuple(units),
        backbone_only=training_class.backbone_only,
        quota_unit_ids=frozenset(quotas) if quotas else None,
    )


def clash_reasons(training_class: TrainingClass, teacher: Teacher) -> list[Reason]:
    """A reason for each other class of the person whose sessions overlap. Two queries."""
    wanted = _sittings(Session.objects.filter(training_class=training_class))
    if not wanted:
        return []
    places = Place.objects.filter(teacher=teacher, state__in=ACTIVE)
    places = places.exclude(training_class=training_class)
    places = places.exclude(training_class__state__in=[ClassState.CANCELLED, ClassState.DRAFT])
    taken = _sittings(
        Session.objects.filter(
            training_class__in=places.values("training_class"),
            starts_at__lt=max(sitting.ends_at for sitting in wanted),
            ends_at__gt=min(sitting.starts_at for sitting in wanted),
        )
    )
    found = entry_rules.clashes(wanted, taken)
    first = {other.title: other for _one, other in reversed(found)}
    return [
        Reason(entry_rules.CLASH, {"title": title, "starts": other.starts_at})
        for title, other in first.items()
    ]


def _sittings(sessions) -> list[Sitting]:
    rows = sessions.values_list("training_class__title", "starts_at", "ends_at")
    return [Sitting(*row) for row in rows.order_by("starts_at")]


def _facts(post: Post) -> PostFacts:
    if post.school is None:
        return PostFacts(post.kind, post.unit_id, post.unit.path)
    unit = post.school.unit
    stages = frozenset(stage.value for stage in STAGES_OF_KIND[SchoolKind(post.school.kind)])
    return PostFacts(post.kind, unit.pk, unit.path, post.school_id, stages)
