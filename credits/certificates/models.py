import secrets
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common.clock import now
from common.hours import from_tenths
from common.ids import uuid7
from credits.certificates.enums import BatchState, CertificateState
from credits.certificates.number_rules import LONGEST_NUMBER
from credits.certificates.querysets import (
    SILENCE,
    CertificateBatchQuerySet,
    CertificateQuerySet,
    CertificateTemplateQuerySet,
)
from credits.certificates.rules import hours_in_words, tenths_total
from credits.enums import Category, Level

DEFAULT_RULE = "{unit}-{year}-{seq:05d}"
TOKEN_BYTES = 16


def new_token() -> str:
    """What nobody guesses, for the address at which a certificate is checked."""
    return secrets.token_urlsafe(TOKEN_BYTES)


class CertificateTemplate(models.Model):
    """How the certificates of one unit look, and how they are numbered.

    `seal`, `signature_1` and `signature_2` are files under PRIVATE_ROOT, or empty: never a public
    address.
    """

    unit = models.ForeignKey(
        "people.Unit",
        models.PROTECT,
        related_name="certificate_templates",
        verbose_name=_("发证单位"),
    )
    name = models.CharField(_("模板名称"), max_length=60)
    title = models.CharField(_("证书标题"), max_length=20, default="结业证书")
    title_en = models.CharField(
        _("证书标题（英文）"), max_length=60, default="Certificate of Completion", blank=True
    )
    issuer = models.CharField(_("落款"), max_length=60)
    issuer_en = models.CharField(_("落款（英文）"), max_length=120, blank=True)
    seal = models.CharField(max_length=100, blank=True, editable=False)
    signature_1 = models.CharField(max_length=100, blank=True, editable=False)
    signature_2 = models.CharField(max_length=100, blank=True, editable=False)
    number_rule = models.CharField(_("编号规则"), max_length=60, default=DEFAULT_RULE)
    is_active = models.BooleanField(_("启用"), default=True)
    changed_at = models.DateTimeField(_("修改时间"), default=now)
    changed_by_name = models.CharField(_("修改人姓名"), max_length=150, blank=True)

    objects = CertificateTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("证书模板")
        verbose_name_plural = _("证书模板")
        ordering = ["unit__path", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="template_named_once_a_unit")
        ]

    def __str__(self):
        return self.name


class NumberCounter(models.Model):
    """The last count drawn of all numbers that are alike around it. Whoever draws locks the row.

    The row with the empty `key` counts nothing: at it all issuing waits its turn, so that what
    was looked up before still holds when it is written.
    """

    key = models.CharField(max_length=LONGEST_NUMBER, unique=True, editable=False)
    last = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("证书编号计数")
        verbose_name_plural = _("证书编号计数")

    def __str__(self):
        return f"{self.key} {self.last}"


class Certificate(models.Model):
    """What one teacher completed, as it was on the day of issue; never changed but by revoking it.

    `fact` names what it was issued for, `round` counts reissues after a revocation. `hours` holds
    tenths of a 学时 by category. `token` is the address at which anybody may check it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.CharField(_("证书编号"), max_length=LONGEST_NUMBER, unique=True)
    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    template = models.ForeignKey(
        CertificateTemplate, models.PROTECT, related_name="certificates", verbose_name=_("模板")
    )
    teacher = models.ForeignKey(
        "people.Teacher", models.PROTECT, related_name="certificates", verbose_name=_("教师")
    )
    name = models.CharField(_("姓名"), max_length=60)
    name_en = models.CharField(_("姓名（英文）"), max_length=80, blank=True)
    title = models.CharField(_("培训名称"), max_length=120)
    class_no = models.CharField(_("培训编号"), max_length=40, blank=True)
    level = models.CharField(_("培训级别"), max_length=10, choices=Level, blank=True)
    starts_on = models.DateField(_("开始日期"))
    ends_on = models.DateField(_("结束日期"))
    hours = models.JSONField(_("学时"), default=dict)
    issuer = models.CharField(_("发证单位"), max_length=60)
    issuer_en = models.CharField(_("发证单位（英文）"), max_length=120, blank=True)
    fact = models.CharField(max_length=120, editable=False)
    round = models.PositiveSmallIntegerField(default=1, editable=False)
    issued_at = models.DateTimeField(_("发证时间"), default=now)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("发证人"),
    )
    issued_by_name = models.CharField(_("发证人姓名"), max_length=150)
    revoked_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("撤销人"),
    )
    revoked_by_name = models.CharField(_("撤销人姓名"), max_length=150, blank=True)
    revoked_reason = models.CharField(_("撤销理由"), max_length=200, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("证书")
        verbose_name_plural = _("证书")
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["fact", "round"], name="fact_certified_once_a_round"),
            models.UniqueConstraint(
                fields=["fact"],
                condition=Q(revoked_at__isnull=True),
                name="one_certificate_in_force_a_fact",
            ),
            models.CheckConstraint(condition=Q(round__gte=1), name="certificate_round_from_one"),
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")), name="certificate_dates_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(token="") & ~Q(name="") & ~Q(fact=""),
                name="certificate_says_what_it_must",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_reason="", revoked_by_name="")
                | (Q(revoked_at__isnull=False) & ~Q(revoked_reason="")),
                name="certificate_revoked_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["teacher", "-issued_at"], name="certificate_by_teacher")]

    def __str__(self):
        return self.number

    @property
    def state(self) -> CertificateState:
        return CertificateState.VALID if self.revoked_at is None else CertificateState.REVOKED

    @property
    def hours_by_category(self) -> list[tuple[Category, Decimal]]:
        """学时 of each category that has any, in the order of the notice."""
        return [
            (category, from_tenths(self.hours[category.value]))
            for category in Category
            if self.hours.get(category.value)
        ]

    @property
    def hours_shown(self) -> list[tuple[Category, str]]:
        """The same as people write it."""
        return [(category, hours_in_words(hours)) for category, hours in self.hours_by_category]

    @property
    def total_hours(self) -> Decimal:
        return tenths_total(self.hours)


class CertificateBatch(models.Model):
    """Certificates ordered as files: which ones, how far it got, where the files are.

    `drawn` of `count` are drawn. `refused` lists those that no font can draw, as [number, name,
    characters]. `stored_name` is the folder under PRIVATE_ROOT, empty once it is gone; `form_id`
    makes sending the order twice one order.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    form_id = models.UUIDField(editable=False)
    name = models.CharField(_("名称"), max_length=120, blank=True)
    state = models.CharField(
        _("状态"), max_length=10, choices=BatchState, default=BatchState.WAITING
    )
    certificate_ids = models.JSONField(default=list, editable=False)
    refused = models.JSONField(default=list, editable=False)
    count = models.PositiveIntegerField(_("份数"))
    drawn = models.PositiveIntegerField(_("已生成"), default=0)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("经手人")
    )
    ordered_by_name = models.CharField(_("经手人姓名"), max_length=150)
    ordered_at = models.DateTimeField(_("提交时间"), default=now)
    started_at = models.DateTimeField(null=True, editable=False)
    beat_at = models.DateTimeField(null=True, editable=False)
    ready_at = models.DateTimeField(_("完成时间"), null=True, blank=True)
    file_until = models.DateTimeField(_("文件保留至"), null=True, blank=True)
    stored_name = models.CharField(max_length=100, blank=True, editable=False)

    objects = CertificateBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("证书文件")
        verbose_name_plural = _("证书文件")
        ordering = ["-ordered_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ordered_by", "form_id"], name="certificate_batch_ordered_once"
            )
        ]
        indexes = [
            models.Index(fields=["ordered_by", "-ordered_at"], name="certificate_batch_by_person")
        ]

    def __str__(self):
        return str(self.pk)

    @property
    def has_file(self) -> bool:
        """Whether it can still be downloaded."""
        return self.state == BatchState.READY and bool(self.stored_name) and now() < self.file_until

    @property
    def is_alive(self) -> bool:
        """Whether a worker is at it."""
        return self.state == BatchState.WORKING and now() - self.beat_at < SILENCE
