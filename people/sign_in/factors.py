"""Who must have a second factor, and who has one."""

from allauth.mfa.models import Authenticator
from django.conf import settings

from people.roles import GUARDED_ROLES
from people.scopes import scope_of

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def is_guarded(user) -> bool:
    """Whether `user` sees other people's records or keeps the system, today."""
    return user.is_active and (user.is_superuser or bool(scope_of(user).roles & GUARDED_ROLES))


def has_second_factor(user) -> bool:
    return Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists()


def lacks_second_factor(user) -> bool:
    """Whether `user` must set one up before anything else. No query for a teacher's account."""
    return (
        settings.SECOND_FACTOR_REQUIRED
        and user.is_authenticated
        and is_guarded(user)
        and not has_second_factor(user)
    )
