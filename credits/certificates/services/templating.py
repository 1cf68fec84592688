"""Making and changing templates."""

from dataclasses import dataclass
from typing import BinaryIO

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from common.clock import now
from credits.certificates.images import stored_image
from credits.certificates.models import CertificateTemplate
from credits.certificates.permissions import can_manage_template
from people.models import Unit, User

IMAGES = ("seal", "signature_1", "signature_2")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it was sent; without a `file` the one that is there goes."""

    file: BinaryIO | None = None
    size: int = 0


@transaction.atomic
def save_template(
    template: CertificateTemplate, *, by: User, pictures: dict[str, Picture]
) -> CertificateTemplate:
    """Saves what a form changed, and the pictures named in IMAGES that were sent or taken away.

    A picture of before stays in its folder: certificates drawn at this moment may be reading it.
    Raises PermissionDenied outside the area of `by`, BadImageError.
    """
    if not can_manage_template(by, template):
        raise PermissionDenied
    for name, picture in pictures.items():
        stored = stored_image(picture.file, picture.size) if picture.file else ""
        setattr(template, name, stored)
    template.changed_at, template.changed_by_name = now(), by.get_full_name()[:150]
    template.save()
    return template


def default_template(unit: Unit, *, by: User) -> CertificateTemplate:
    """The first active template of the unit; where there is none, one without pictures is made."""
    found = CertificateTemplate.objects.active().of_unit(unit).order_by("pk").first()
    if found is not None:
        return found
    facts = {
        "issuer": unit.name,
        "issuer_en": unit.name_en,
        "changed_by_name": by.get_full_name()[:150],
    }
    made, is_new = CertificateTemplate.objects.get_or_create(
        unit=unit, name=_("通用模板"), defaults=facts
    )
    if not is_new and not made.is_active:
        made.is_active = True
        made.save(update_fields=["is_active"])
    return made
