"""Grants begin and end by the day; Wagtail's groups do not. Run once a day."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from people.models import User
from people.services.accounts import sync_editor_groups


class Command(BaseCommand):
    help = _("按当日有效的授权，核对每个账号能否进入内容管理。可重复运行。")

    def handle(self, *args, **options):
        changed = sum(sync_editor_groups(user) for user in User.objects.order_by("pk"))
        self.stdout.write(_("已核对全部账号，调整了 %(count)s 个。") % {"count": changed})
