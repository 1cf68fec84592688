"""May this person do this: sentences that screens and services ask alike."""

from credits.certificates.models import CertificateTemplate
from people.models import Unit
from people.roles import MANAGE_CERTIFICATES
from people.scopes import scope_of


def can_manage_template(user, template: CertificateTemplate) -> bool:
    """One query unless `template.unit` is loaded."""
    return scope_of(user).area(MANAGE_CERTIFICATES).covers_unit(template.unit)


def units_of(user):
    """Those in whose name one may have certificates issued."""
    return Unit.objects.filter(scope_of(user).area(MANAGE_CERTIFICATES).units())
