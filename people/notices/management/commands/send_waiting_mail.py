"""For a machine without a worker, or whose worker stood still."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from common.clock import now
from people.notices.enums import DeliveryState
from people.notices.jobs import send_delivery
from people.notices.models import Delivery


class Command(BaseCommand):
    help = _("立即发送已到时间而后台尚未发送的邮件。可重复运行，不会重复发送。")

    def handle(self, *args, **options):
        due = list(Delivery.objects.due(now()).order_by("next_try_at").values_list("pk", flat=True))
        for delivery_id in due:
            send_delivery.call(delivery_id)
        states = list(Delivery.objects.filter(pk__in=due).values_list("state", flat=True))
        sent = states.count(DeliveryState.SENT)
        self.stdout.write(
            _("到期的邮件 %(due)d 封，已发送 %(sent)d 封，未发送 %(left)d 封。")
            % {"due": len(due), "sent": sent, "left": len(states) - sent}
        )
