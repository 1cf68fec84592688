from django.utils.translation import gettext as _

from credits.imports.command import ImportCommand
from people.enums import BatchKind


class Command(ImportCommand):
    help = _("导入教师花名册。退出码：0 已读取，2 整个文件被退回。")
    kind = BatchKind.TEACHERS
