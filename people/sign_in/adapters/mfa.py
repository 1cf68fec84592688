"""Second factors: what they are called, and how their secrets are kept."""

import base64
import secrets

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class MfaAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("验证码不正确或已经用过。请输入最新的验证码。"),
        "cannot_generate_recovery_codes": gettext_lazy(
            "请先启用身份验证器或通行密钥，再生成恢复码。"
        ),
    }

    def encrypt(self, text):
        """Secrets lie in the database under a key that does not."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        """What was kept under a key that is lost matches no code: its owner sets it up anew."""
        try:
            return _fernet().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def generate_authenticator_name(self, user, type):
        held = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("通行密钥 %(number)d") % {"number": held + 1}

    def _get_user_identifier(self, user):
        return user.username

    def _get_site_name(self):
        return settings.WAGTAIL_SITE_NAME

    def get_public_key_credential_user_entity(self, user):
        entity = super().get_public_key_credential_user_entity(user)
        return {**entity, "display_name": user.get_full_name()}


def _fernet() -> MultiFernet:
    """Under SECRET_KEY, and readable under the keys before it."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(secret: str) -> bytes:
    digest = salted_hmac("people.sign_in.mfa", "", secret=secret, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest)
