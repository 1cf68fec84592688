"""Looking at a code from an authenticator app or the list of recovery codes."""

from allauth.core import context
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.core.exceptions import ValidationError
from django.db import transaction

from people.sign_in.accounts import as_typed
from people.sign_in.attempts import TooManyAttemptsError, begin_attempt
from people.sign_in.records import note_lock

# The latest time step of which a code was taken, beside the secret: no code is taken twice.
LAST_STEP = "last_step"


class CheckedCodeMixin:
    """A form with `user` and a field `code`; once valid it has `authenticator`, the one that matched."""

    def clean_code(self):
        code = as_typed(self.cleaned_data["code"])
        attempt = self._begin()
        authenticator = matching_authenticator(self.user, code)
        if authenticator is None:
            attempt.failed()
            self._emit_authentication_failed(None)
            raise get_adapter().validation_error("incorrect_code")
        attempt.succeeded()
        authenticator.user = self.user
        self.authenticator = authenticator
        return code

    def _begin(self):
        try:
            return begin_attempt(f"code:{self.user.pk}", address=None)
        except TooManyAttemptsError as error:
            note_lock(context.request, self.user)
            raise ValidationError(error.sentence, code="too_many_login_attempts") from error


@transaction.atomic
def matching_authenticator(user, code: str) -> Authenticator | None:
    """The person's authenticator that `code` comes from; the code is used up by that."""
    held = Authenticator.objects.select_for_update().filter(user=user)
    for authenticator in held.exclude(type=Authenticator.Type.WEBAUTHN).order_by("-type"):
        if authenticator.type == Authenticator.Type.TOTP:
            if take_step(authenticator, code):
                return authenticator
        elif authenticator.wrap().validate_code(code):
            return authenticator
    return None


def take_step(authenticator: Authenticator, code: str) -> bool:
    """Whether `code` is one of the app's of this moment, later than any taken before; it is used up."""
    secret = decrypt(authenticator.data["secret"])
    last = authenticator.data.get(LAST_STEP, 0)
    for step in yield_hotp_counters_from_time():
        expected = format_hotp_value(hotp_value(secret, step))
        if step > last and compare_user_code(actual=code, expected=expected):
            authenticator.data[LAST_STEP] = step
            authenticator.save(update_fields=["data"])
            return True
    return False
