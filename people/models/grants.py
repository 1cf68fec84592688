from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.enums import Role

UNIT_ROLES = (Role.UNIT_OFFICER, Role.CITY_OFFICER, Role.TRAINER)


class RoleGrant(models.Model):
    """A role given to a person over a unit or a school, from a day until a day.

    A teacher's own record needs no grant: it follows from `Teacher.user`.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="grants", verbose_name=_("账号")
    )
    role = models.CharField(_("角色"), max_length=16, choices=Role)
    unit = models.ForeignKey("people.Unit", models.PROTECT, null=True, blank=True)
    school = models.ForeignKey("people.School", models.PROTECT, null=True, blank=True)
    starts_on = models.DateField(_("生效日期"))
    ends_on = models.DateField(_("失效日期"), null=True, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    granted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("授权")
        verbose_name_plural = _("授权")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="grant_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(role=Role.SCHOOL_ADMIN, school__isnull=False, unit__isnull=True)
                | Q(role__in=UNIT_ROLES, school__isnull=True, unit__isnull=False)
                | Q(role=Role.SITE_ADMIN, school__isnull=True, unit__isnull=True),
                name="grant_scope_fits_role",
            ),
        ]

    def __str__(self):
        return f"{self.user} {self.get_role_display()}"
