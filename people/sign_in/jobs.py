"""What a sign-in screen leaves to a background worker."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django_tasks import task

from people.sign_in.letters import send_reset


@task(backend="jobs")
def send_reset_link(address: str) -> None:
    """Writes to `address` if it is the verified e-mail of an open account, else does nothing.

    In the background, so that the answer on screen takes the same time for any address.
    """
    verified = EmailAddress.objects.filter(email=address.lower(), verified=True)
    found = verified.filter(user__is_active=True).select_related("user").first()
    if found is None:
        return
    key = f"{user_pk_to_url_str(found.user)}-{default_token_generator.make_token(found.user)}"
    send_reset(found.email, found.user, get_adapter().get_reset_password_from_key_url(key))
