from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.clock import now
from people.notices.addresses import URL_LENGTH, masked, validate_internal_path
from people.notices.enums import ALWAYS_BY_EMAIL, DeliveryState, MailFault, NoticeKind
from people.notices.querysets import DeliveryQuerySet, NoticeChoiceQuerySet, NoticeQuerySet

TITLE_LENGTH = 120


class Notice(models.Model):
    """One message to one person, shown in the application. `url` leads to what it is about."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name=_("账号")
    )
    kind = models.CharField(_("类别"), max_length=20, choices=NoticeKind)
    title = models.CharField(_("标题"), max_length=TITLE_LENGTH)
    body = models.TextField(_("内容"))
    url = models.CharField(
        _("地址"), max_length=URL_LENGTH, blank=True, validators=[validate_internal_path]
    )
    created_at = models.DateTimeField(_("时间"), default=now)
    read_at = models.DateTimeField(_("已读时间"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("消息")
        verbose_name_plural = _("消息")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(
                fields=["user"], condition=Q(read_at__isnull=True), name="notice_unread_by_user"
            ),
            models.Index(fields=["user", "-created_at"], name="notice_by_user"),
            models.Index(fields=["created_at"], name="notice_by_age"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(url="") | (Q(url__startswith="/") & ~Q(url__startswith="//")),
                name="notice_url_is_internal",
            )
        ]

    def __str__(self):
        return self.title


class Delivery(models.Model):
    """One e-mail: to whom, how far it got.

    `subject` and `body` are filled only where there is no notice to take them from. Once it is
    sent, the body is not kept: it may hold an activation link.

    `next_try_at` is when anybody may next take it up; a worker that does moves it on by the time it
    may need, so that a delivery whose worker was killed comes up again. `claimed_until` is set
    while a worker is at it.
    """

    notice = models.OneToOneField(
        Notice, models.CASCADE, null=True, blank=True, related_name="delivery"
    )
    kind = models.CharField(_("类别"), max_length=20, choices=NoticeKind)
    address = models.EmailField(_("收件地址"))
    subject = models.CharField(_("标题"), max_length=TITLE_LENGTH, blank=True)
    body = models.TextField(_("内容"), blank=True)
    state = models.CharField(
        _("状态"), max_length=10, choices=DeliveryState, default=DeliveryState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("已试次数"), default=0)
    last_error = models.CharField(_("原因"), max_length=20, choices=MailFault, blank=True)
    next_try_at = models.DateTimeField(_("下次发送"), default=now)
    claimed_until = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("时间"), default=now)
    sent_at = models.DateTimeField(_("发送时间"), null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("邮件")
        verbose_name_plural = _("邮件")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "next_try_at"], name="delivery_by_state"),
            models.Index(fields=["created_at"], name="delivery_by_age"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=DeliveryState.SENT, sent_at__isnull=False)
                | (~Q(state=DeliveryState.SENT) & Q(sent_at__isnull=True)),
                name="delivery_sent_has_its_time",
            ),
        ]

    def __str__(self):
        return self.masked_address

    @property
    def masked_address(self) -> str:
        return masked(self.address)


class NoticeChoice(models.Model):
    """Whether a person wants a kind of notice by e-mail; without a row the kind's default holds."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_choices"
    )
    kind = models.CharField(_("类别"), max_length=20, choices=NoticeKind)
    by_email = models.BooleanField(_("发邮件"))

    objects = NoticeChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("接收方式")
        verbose_name_plural = _("接收方式")
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="one_choice_a_kind"),
            models.CheckConstraint(
                condition=Q(by_email=True) | ~Q(kind__in=ALWAYS_BY_EMAIL),
                name="security_notices_stay_on",
            ),
        ]

    def __str__(self):
        return f"{self.user} {self.get_kind_display()}"
