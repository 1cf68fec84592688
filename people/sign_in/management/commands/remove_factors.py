from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from people.sign_in.accounts import find_account
from people.sign_in.services import remove_factors


class Command(BaseCommand):
    help = _("清除一个账号的双因素验证（身份验证器、通行密钥、恢复码），并结束其会话。")

    def add_arguments(self, parser):
        parser.add_argument("account", help=_("账号、教师编号、手机号或邮箱"))

    def handle(self, *args, **options):
        user = find_account(options["account"])
        if user is None:
            raise CommandError(_("没有找到账号 %(account)s。") % {"account": options["account"]})
        number = remove_factors(user, by=None)
        self.stdout.write(
            _("%(account)s：已清除 %(number)d 项。") % {"account": user.username, "number": number}
        )
