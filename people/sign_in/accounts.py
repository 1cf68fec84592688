"""Whose account somebody means: by account name, teacher number, verified e-mail or phone."""

import re
import unicodedata

from allauth.account.models import EmailAddress

from people.models import Teacher, User

LONGEST = 254

_MARKS = re.compile(r"[\s\-()]")
_COUNTRY = re.compile(r"^(?:\+|00)86")


def find_account(identifier: str) -> User | None:
    """The one account meant, active or not, or None.

    A phone counts if exactly one account has it. Always four queries: how long it takes does not
    tell whether there is such an account.
    """
    name = as_typed(identifier)
    phone = _COUNTRY.sub("", _MARKS.sub("", name))
    addresses = EmailAddress.objects.filter(email=name.lower(), verified=True)
    found = (
        _only(User.objects.filter(username=name)),
        _owner(Teacher.objects.filter(number=name)),
        _owner(addresses),
        _owner(Teacher.objects.filter(phone=phone).exclude(phone="")),
    )
    return next((account for account in found if account is not None), None)


def as_typed(identifier: str) -> str:
    """Without spaces around it, and in plain width: an input method may leave full-width digits."""
    return unicodedata.normalize("NFKC", identifier).strip()[:LONGEST]


def _only(accounts) -> User | None:
    two = list(accounts[:2])
    return two[0] if len(two) == 1 else None


def _owner(rows) -> User | None:
    rows = rows.filter(user__isnull=False).select_related("user")
    row = _only(rows)
    return row.user if row else None
