"""Proves every entry, chain and sum of the ledger (L5)."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from credits.services.verification import verify_ledger

WORDS = {
    "altered": gettext_noop("教师 %(number)s：记录 %(subject)s 的内容与入账时不一致。"),
    "missing": gettext_noop("教师 %(number)s：缺少第 %(subject)s 条记录。"),
    "chain_end": gettext_noop(
        "教师 %(number)s：记录条数或末条校验值不符（现有／应有 %(subject)s）。"
    ),
    "orphan": gettext_noop(
        "教师 %(number)s：记录 %(subject)s 所属的学校、单位或导入批次已不存在。"
    ),
    "sum": gettext_noop("教师 %(number)s：%(subject)s 的合计与明细不符。"),
}


class Command(BaseCommand):
    # The checks load every screen of the site.
    requires_system_checks = []

    help = _("核验学时账：逐条核对校验链与合计。全部无误退出码为 0，否则为 1。")

    def handle(self, *args, **options):
        result = verify_ledger()
        for flaw in result.flaws:
            params = {"number": flaw.teacher_number, "subject": flaw.subject}
            self.stderr.write(_(WORDS[flaw.kind]) % params)
        if not result.sound:
            raise SystemExit(1)
        self.stdout.write(
            _("学时账完好：%(teachers)s 名教师、%(entries)s 条记录，校验链与合计均相符。")
            % {"teachers": result.teachers, "entries": result.entries}
        )
