"""What the tests look for in an answer, whatever was asked."""

from people.access_log.enums import Action
from people.access_log.models import AccessRecord


def refusals():
    """The rows of the access log that tell of refusals, oldest first."""
    return AccessRecord.objects.filter(action=Action.REFUSED).order_by("at", "pk")


def is_refused(response, *statuses: int) -> bool:
    """Whether it answers with one of these, and the latest row of the access log tells of it."""
    row = refusals().last()
    asked = response.wsgi_request
    user = asked.user.pk if hasattr(asked, "user") else None
    return (
        response.status_code in statuses
        and row is not None
        and (row.status, row.path, row.actor_id) == (response.status_code, asked.path[:300], user)
    )


def leads_to_login(response) -> bool:
    return response.status_code == 302 and response.url.startswith("/accounts/login/")
