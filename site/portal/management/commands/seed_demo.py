"""The sample city into an empty database."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from portal.sample_city.loading import SEED, NotEmptyError, holds_anything, load_city


class Command(BaseCommand):
    help = _("把示例城市装入空数据库（虚构的学校、教师和学时，以及各角色的演示账号）。")

    def add_arguments(self, parser):
        parser.add_argument("--seed", type=int, default=SEED, help=_("随机种子，默认 %(default)s"))
        parser.add_argument(
            "--if-empty", action="store_true", help=_("数据库已有数据时不报错，也不作改动")
        )

    def handle(self, *args, **options):
        if not settings.DEMO_ALLOWED:
            raise CommandError(_("正式环境不装入示例城市和演示账号。"))
        if options["if_empty"] and holds_anything():
            return
        try:
            folder = load_city(seed=options["seed"], tell=self.stdout.write)
        except NotEmptyError as error:
            text = _("数据库中已有数据。示例城市只装入空数据库。")
            raise CommandError(text) from error
        self.stdout.write(_("示例工作簿在 %(folder)s。") % {"folder": folder})
