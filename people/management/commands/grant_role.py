"""A role for an account that exists already."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from common.clock import today
from people.enums import Role
from people.models import School, Teacher, Unit, User
from people.services.accounts import link_teacher
from people.services.grants import grant_role


class Command(BaseCommand):
    help = _("给已有账号授予角色，或把账号关联到教师本人。")

    def add_arguments(self, parser):
        parser.add_argument("username", help=_("用户名"))
        parser.add_argument("role", choices=Role.values, help=_("角色"))
        parser.add_argument("--unit", help=_("单位代码（培训者、编辑、管理单位、市教育局）"))
        parser.add_argument("--school", help=_("学校标识码（学校管理员）"))
        parser.add_argument("--teacher", help=_("教师编号（教师）"))
        parser.add_argument("--until", type=date.fromisoformat, help=_("失效日期，如 2026-12-31"))

    @transaction.atomic
    def handle(self, *args, **options):
        user = self._find(User, "username", options["username"])
        if options["role"] == Role.TEACHER:
            if not options["teacher"]:
                raise CommandError(_("请用 --teacher 写明教师编号。"))
            link_teacher(user, self._find(Teacher, "number", options["teacher"]))
        else:
            self._grant(user, options)
        self.stdout.write(
            _("已授予 %(user)s：%(role)s。")
            % {"user": user.username, "role": Role(options["role"]).label}
        )

    def _grant(self, user, options):
        unit, school = options["unit"], options["school"]
        try:
            grant_role(
                user,
                Role(options["role"]),
                starts_on=today(),
                ends_on=options["until"],
                unit=self._find(Unit, "code", unit) if unit else None,
                school=self._find(School, "code", school) if school else None,
            )
        except ValidationError as error:
            raise CommandError(
                _(
                    "角色与范围不符：学校管理员要写 --school；培训者、编辑、管理单位和"
                    "市教育局工作人员要写 --unit；系统管理员都不写。失效日期不早于今天。"
                )
            ) from error

    def _find(self, model, field: str, value: str):
        found = model.objects.filter(**{field: value}).first()
        if found is None:
            name = model._meta.get_field(field).verbose_name
            raise CommandError(_("没有找到%(name)s“%(value)s”。") % {"name": name, "value": value})
        return found
