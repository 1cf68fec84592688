"""What the three import commands share: read a file, say what became of it."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from common.refusals import FileRefusedError
from credits.services.importing import import_file, rehearse
from people.imports.results import Plan


class ImportCommand(BaseCommand):
    """`import_… FILE [--dry-run] [--json]`; exit 0 when read, 2 when the file is refused."""

    kind: str
    # The checks load every screen of the site, which takes longer than a small import.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", help=_("工作簿（.xlsx 或 .csv）"))
        parser.add_argument("--dry-run", action="store_true", help=_("只核对，不入库"))
        parser.add_argument("--json", action="store_true", help=_("以 JSON 输出结果"))

    def handle(self, *args, **options):
        path = Path(options["file"])
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CommandError(
                _("无法打开文件：%(path)s") % {"path": path}, returncode=2
            ) from error
        try:
            plan = self._run(data, path.name, dry_run=options["dry_run"])
        except FileRefusedError as error:
            self._refuse(error, as_json=options["json"])
        if options["json"]:
            self.stdout.write(json.dumps(plan.as_json(), ensure_ascii=False, indent=1))
        else:
            self._tell(plan, dry_run=options["dry_run"])

    def _run(self, data: bytes, file_name: str, *, dry_run: bool) -> Plan:
        if dry_run:
            return rehearse(self.kind, data, file_name)
        return import_file(self.kind, data, file_name, by=None)[1]

    def _refuse(self, error: FileRefusedError, *, as_json: bool):
        if as_json:
            none = {"rows": 0, "accepted": 0, "unchanged": 0, "skipped": 0}
            answer = {**none, "rejected": [error.refusal.as_json()]}
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))
        else:
            self.stderr.write(error.refusal.message)
        raise SystemExit(2)

    def _tell(self, plan: Plan, *, dry_run: bool):
        counts = {
            "rows": plan.rows,
            "accepted": plan.accepted,
            "unchanged": plan.unchanged,
            "rejected": len(plan.rejected),
            "skipped": plan.skipped,
        }
        if dry_run:
            self.stdout.write(_("仅核对，未入库。"))
        self.stdout.write(
            _(
                "共 %(rows)s 行：采用 %(accepted)s 行，未变 %(unchanged)s 行，"
                "退回 %(rejected)s 行；另略过空行、合计行等 %(skipped)s 行。"
            )
            % counts
        )
        for note in [*plan.set_aside, *plan.totals]:
            self.stdout.write(note.message)
        for refusal in sorted(plan.rejected, key=lambda r: (r.sheet, r.row or 0)):
            where = _("“%(sheet)s”第 %(row)s 行") % {"sheet": refusal.sheet, "row": refusal.row}
            self.stdout.write(f"  {where}：{refusal.message}")
