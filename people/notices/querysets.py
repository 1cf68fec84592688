"""Which notices and deliveries a person may see, and the questions asked of them."""

from datetime import datetime

from django.db import models
from django.db.models import Count, ExpressionWrapper, Q

from people.notices.enums import UNSENT, DeliveryState
from people.roles import MANAGE_SITE
from people.scopes import scope_of


def stuck_delivery(overdue_since: datetime) -> Q:
    return Q(state__in=(DeliveryState.FAILED, DeliveryState.GIVEN_UP)) | Q(
        state=DeliveryState.WAITING, next_try_at__lt=overdue_since
    )


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and nobody else's whatever the role."""
        return self.filter(user_id=user.pk) if user.is_authenticated else self.none()

    def unread(self):
        return self.filter(read_at__isnull=True)

    def unread_first(self):
        is_read = ExpressionWrapper(Q(read_at__isnull=False), output_field=models.BooleanField())
        return self.order_by(is_read, "-created_at", "-pk")

    def older_than(self, moment: datetime):
        """Written before `moment`, read or not."""
        return self.filter(created_at__lt=moment)


class DeliveryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of one's own notices; all to whom the site is entrusted, see `for_list`."""
        if not user.is_authenticated:
            return self.none()
        if MANAGE_SITE in scope_of(user).abilities:
            return self
        return self.filter(notice__user_id=user.pk)

    def for_list(self):
        """Without what is written in them: who keeps the site running need not read it."""
        return self.defer("subject", "body")

    def unsent(self):
        """Still to be tried, now or later."""
        return self.filter(state__in=UNSENT)

    def due(self, moment: datetime):
        """To be tried at `moment`: their time has come and nobody is at it."""
        return self.unsent().filter(next_try_at__lte=moment)

    def idle(self, moment: datetime):
        """Those with which no worker is busy."""
        return self.filter(Q(claimed_until__isnull=True) | Q(claimed_until__lte=moment))

    def stuck(self, overdue_since: datetime):
        """What asks for attention: failed, given up, or due since before `overdue_since`."""
        return self.filter(stuck_delivery(overdue_since))

    def counts(self, overdue_since: datetime, sent_since: datetime) -> dict[str, int]:
        """By what a keeper of the site asks for; `all` is every row. One query."""
        return self.aggregate(
            all=Count("pk"),
            stuck=Count("pk", filter=stuck_delivery(overdue_since)),
            unsent=Count("pk", filter=Q(state__in=UNSENT)),
            failed=Count("pk", filter=Q(state=DeliveryState.FAILED)),
            given_up=Count("pk", filter=Q(state=DeliveryState.GIVEN_UP)),
            sent=Count("pk", filter=Q(state=DeliveryState.SENT, sent_at__gte=sent_since)),
        )

    def older_than(self, moment: datetime):
        """Written before `moment` and not to be tried any more."""
        return self.filter(created_at__lt=moment).exclude(state__in=UNSENT)


class NoticeChoiceQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(user_id=user.pk) if user.is_authenticated else self.none()
