"""What must happen to classes every few minutes: begin those whose time has come, end overdue offers
and give free places to the line, remind of tomorrow's sessions."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from training.classes.services.moving import start_due_classes
from training.classes.services.reminding import remind_of_sessions
from training.classes.services.seating import settle_all


class Command(BaseCommand):
    help = _("每 10 分钟运行一次：到时开班，候补转正，次日场次提醒。可重复运行。")

    def handle(self, **options):
        counts = {
            "started": start_due_classes(),
            "settled": settle_all(),
            "reminded": remind_of_sessions(),
        }
        text = _("开班 %(started)s 个，核对候补 %(settled)s 个班，提醒 %(reminded)s 场。")
        self.stdout.write(text % counts)
