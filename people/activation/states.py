"""How far a person is on the way to an account, asked of one and of many."""

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from common.clock import now, today
from people.activation.enums import AccountState, Purpose
from people.activation.models import ActivationCode
from people.models import Post, Teacher
from people.roles import MANAGE_ACCOUNTS
from people.scopes import Area, scope_of

_UNUSABLE = Q(user__password="") | Q(user__password__startswith=UNUSABLE_PASSWORD_PREFIX)
# Who signs in by the city's identity provider has no password here and is active all the same.
IS_ACTIVATED = Q(user__isnull=False) & (~_UNUSABLE | Q(user__last_login__isnull=False))


def is_activated(user) -> bool:
    """The same of one account; None has none."""
    if user is None:
        return False
    # To Django an empty password, which opens nothing, is a usable one.
    return user.password != "" and user.has_usable_password() or user.last_login is not None


def with_account_state(teachers: QuerySet[Teacher]) -> QuerySet[Teacher]:
    """Adds `account_state` (AccountState) and of the live code `code_until` and `code_failures`."""
    live = ActivationCode.objects.live().filter(teacher=OuterRef("pk"))
    codes = ActivationCode.objects.usable(now()).filter(teacher=OuterRef("pk"))
    state = Case(
        When(user__is_active=False, then=Value(AccountState.SUSPENDED.value)),
        When(IS_ACTIVATED, then=Value(AccountState.ACTIVATED.value)),
        When(Exists(codes), then=Value(AccountState.ISSUED.value)),
        default=Value(AccountState.NEW.value),
        output_field=CharField(),
    )
    return teachers.annotate(
        account_state=state,
        code_until=Subquery(live.values("expires_at")[:1]),
        code_failures=Subquery(live.values("failures")[:1]),
    )


def with_place(teachers: QuerySet[Teacher], user) -> QuerySet[Teacher]:
    """Adds `place` and `place_code`: the school, or a research officer's unit, of the latest post
    held within the user's reach; None for one without a post."""
    posts = held_posts(scope_of(user).area(MANAGE_ACCOUNTS)).filter(teacher=OuterRef("pk"))
    latest = posts.order_by("-starts_on", "-pk")
    return teachers.annotate(
        place=Subquery(latest.values(found=Coalesce("school__name", "unit__name"))[:1]),
        place_code=Subquery(latest.values(found=Coalesce("school__code", "unit__code"))[:1]),
    )


def held_posts(area: Area) -> QuerySet[Post]:
    """Posts within the area that are not over: held today, or to come."""
    return not_over(Post.objects.filter(area.schools("school__") | area.units("unit__")))


def not_over(posts: QuerySet[Post]) -> QuerySet[Post]:
    return posts.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today()))


def can_be_issued(teachers: QuerySet[Teacher], purpose: Purpose) -> QuerySet[Teacher]:
    """Of teachers with `account_state`, those for whom a code of this purpose has a use.

    To activate, a post that is not over is needed; the password of an account that was activated can
    be reset even after that, because the person's own record stays theirs.
    """
    if purpose == Purpose.RESET:
        return teachers.filter(account_state=AccountState.ACTIVATED)
    posts = not_over(Post.objects.filter(teacher=OuterRef("pk")))
    waiting = teachers.filter(account_state__in=(AccountState.NEW, AccountState.ISSUED))
    return waiting.filter(Exists(posts))
