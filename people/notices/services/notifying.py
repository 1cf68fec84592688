"""Telling a person something: in the application, and by e-mail if they want that."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from people.models import User
from people.notices.addresses import validate_internal_path
from people.notices.enums import NoticeKind
from people.notices.models import TITLE_LENGTH, Notice
from people.notices.services.choosing import kinds_by_email
from people.notices.services.mailing import mail_notice
from people.notices.wording import many_lines, one_line


@transaction.atomic
def notify(
    user: User,
    kind: NoticeKind,
    *,
    title: str,
    body: str,
    url: str = "",
    email: str | None = None,
) -> Notice:
    """Writes the notice in the caller's transaction; its e-mail goes out after the commit.

    Title and body are kept as they come: write them in Chinese (`translation.override` where the
    request may be in another language). `email` takes the place of the account's address; who has
    none that could be written to is told in the application alone. Raises ValidationError if `url`
    is no path of this site.
    """
    if url:
        validate_internal_path(url)
    notice = Notice.objects.create(
        user=user,
        kind=kind,
        title=one_line(title, TITLE_LENGTH),
        body=many_lines(body),
        url=url,
    )
    address = user.email if email is None else email
    if _can_be_written_to(address) and kind in kinds_by_email(user):
        mail_notice(notice, address)
    return notice


def _can_be_written_to(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True
