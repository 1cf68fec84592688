from credits.imports.command import ImportCommand
from people.enums import BatchKind


class Command(ImportCommand):
    help = "导入教师花名册。退出码：0 已读取，2 整个文件被退回。"
    kind = BatchKind.TEACHERS
