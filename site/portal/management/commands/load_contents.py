"""The first contents into a site that an editor goes on from."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from people.models import User
from portal.contents.loading import SameHandError, load_contents


class Command(BaseCommand):
    help = _("装入开站内容：课例、课程、政策文库、专题、家庭教育和说明页。已有的页面不改动。")

    def add_arguments(self, parser):
        parser.add_argument("--by", help=_("撰写人的账号；不填的，页面不署撰写人和批准人"))
        parser.add_argument("--approved-by", help=_("批准人的账号，须是另一个人，且有权批准发布"))

    def handle(self, *args, **options):
        names = options["by"], options["approved_by"]
        if any(names) and not all(names):
            raise CommandError(_("撰写人和批准人须同时填写。"))
        by, approved_by = (_account(name) if name else None for name in names)
        try:
            added = load_contents(by=by, approved_by=approved_by, samples=settings.DEMO_ALLOWED)
        except SameHandError as error:
            raise CommandError(_("撰写人和批准人不能是同一个人。")) from error
        except PermissionDenied as error:
            raise CommandError(_("批准人无权发布页面。")) from error
        self.stdout.write(_("新增或更新 %(count)d 个页面。") % {"count": added})


def _account(username: str) -> User:
    try:
        return User.objects.get(username=username, is_active=True)
    except User.DoesNotExist as error:
        raise CommandError(_("没有可用的账号：%(name)s") % {"name": username}) from error
