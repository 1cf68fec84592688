from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from people.enums import Role
from people.querysets import RoleGrantQuerySet
from people.roles import SCHOOL_ROLES, SITE_ROLES, UNIT_ROLES


class RoleGrant(models.Model):
    """A role given to a person over a unit or a school, from a day until a day.

    A teacher's own record needs no grant: it follows from `Teacher.user`, as the school's
    administration follows from a principal's post. A grant with `post` holds while that post does;
    one with `on_behalf_of` is a delegation and holds while that person has the role themselves.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="grants", verbose_name=_("账号")
    )
    role = models.CharField(_("角色"), max_length=16, choices=Role)
    unit = models.ForeignKey(
        "people.Unit", models.PROTECT, null=True, blank=True, verbose_name=_("单位")
    )
    school = models.ForeignKey(
        "people.School", models.PROTECT, null=True, blank=True, verbose_name=_("学校")
    )
    starts_on = models.DateField(_("生效日期"))
    ends_on = models.DateField(_("失效日期"), null=True, blank=True)
    post = models.ForeignKey(
        "people.Post",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("所依据的任职"),
    )
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="delegations",
        verbose_name=_("委托人"),
    )
    reason = models.CharField(_("事由"), max_length=200, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("授权人"),
    )
    granted_at = models.DateTimeField(_("授权时间"), auto_now_add=True)
    ended_at = models.DateTimeField(_("收回时间"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("收回人"),
    )

    history = HistoricalRecords()
    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("授权")
        verbose_name_plural = _("授权")
        ordering = ["-granted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="grant_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(role__in=SCHOOL_ROLES, school__isnull=False, unit__isnull=True)
                | Q(role__in=UNIT_ROLES, school__isnull=True, unit__isnull=False)
                | Q(role__in=SITE_ROLES, school__isnull=True, unit__isnull=True),
                name="grant_scope_fits_role",
            ),
            models.CheckConstraint(
                condition=Q(on_behalf_of__isnull=True)
                | Q(ends_on__isnull=False) & ~Q(on_behalf_of=F("user")),
                name="delegation_ends_and_goes_to_another",
            ),
        ]

    def __str__(self):
        return f"{self.user} {self.get_role_display()}"

    def in_force_on(self, day) -> bool:
        """Whether it holds on `day` by its own dates and those of its post, if it hangs on one."""
        return (
            self.ended_at is None
            and self.starts_on <= day
            and (self.ends_on is None or day <= self.ends_on)
            and (self.post is None or self.post.in_force_on(day))
        )
