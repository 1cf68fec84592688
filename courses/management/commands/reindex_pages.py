"""The words by which pages are found, written anew: after an upgrade, or to be sure."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from courses.finding.indexing import reindex_pages


class Command(BaseCommand):
    help = _("重新建立网站检索用的条目。发布页面时会自动更新；升级后运行一次。可重复运行。")

    def add_arguments(self, parser):
        parser.add_argument(
            "--missing", action="store_true", help=_("只补上还没有条目的页面，已有的不动")
        )

    def handle(self, *, missing: bool, **options):
        count = reindex_pages(only_missing=missing)
        self.stdout.write(_("已建立 %(count)s 个页面的检索条目。") % {"count": count})
