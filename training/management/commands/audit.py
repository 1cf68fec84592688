"""The audit of a year on the command line, as text, JSON, xlsx or PDF."""

import json
from datetime import date, datetime
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from common.clock import today
from credits.models import Policy
from people.access_log.enums import Action
from people.access_log.origin import Origin
from people.access_log.services.recording import record_access
from people.access_log.wording import log_language
from people.models import Unit
from training.audit.roster import Reach
from training.audit.rows import Audit
from training.audit.service import audit_year
from training.audit.what_if import WhatIfError, parse_assumptions
from training.reports.console import audit_as_text
from training.reports.figures import audit_as_json


class Command(BaseCommand):
    # The checks load every screen of the site, which takes longer than an audit.
    requires_system_checks = []

    help = _("年度核查：谁达到了学时要求，哪些学校配备达标。")

    def add_arguments(self, parser):
        parser.add_argument("--year", type=int, default=None, help=_("年度，默认为本年度"))
        parser.add_argument("--unit", help=_("只核查这一单位（单位代码）"))
        parser.add_argument(
            "--as-of", type=self._moment, help=_("按这一时刻的账面，如 2026-01-31T12:00")
        )
        parser.add_argument("--reference-day", type=self._day, help=_("基准日，如 2025-12-31"))
        parser.add_argument(
            "--set", action="append", default=[], metavar="NAME=VALUE", help=_("假设测算，不作保存")
        )
        parser.add_argument("--json", action="store_true", help=_("以 JSON 输出"))
        parser.add_argument("--xlsx", help=_("另存为工作簿"))
        parser.add_argument("--pdf", help=_("另存为 PDF"))

    def handle(self, *args, **options):
        audit = self._audit(options)
        if options["xlsx"]:
            from training.reports.workbook import audit_workbook  # pandas costs half a second

            self._write(options["xlsx"], audit_workbook(audit), audit)
        if options["pdf"]:
            from training.reports.document import audit_document  # so does reportlab

            self._write(options["pdf"], audit_document(audit), audit)
        if options["json"]:
            self.stdout.write(json.dumps(audit_as_json(audit), ensure_ascii=False, indent=1))
        else:
            self.stdout.write(audit_as_text(audit))

    def _write(self, path: str, data: bytes, audit: Audit) -> None:
        """A file of people leaves a row in the access log, as one from the screens does."""
        with log_language():
            what = _("命令行导出：%(file)s") % {"file": Path(path).name}
        ids = [row.teacher_id for row in audit.teachers]
        record_access(Action.EXPORTED, by=None, origin=Origin(), what=what, teacher_ids=ids)
        Path(path).write_bytes(data)

    def _audit(self, options) -> Audit:
        year = options["year"] or today().year
        try:
            return audit_year(
                year,
                reach=self._reach(options["unit"]),
                reference_day=options["reference_day"],
                as_of=options["as_of"],
                what_if=parse_assumptions(options["set"]),
            )
        except WhatIfError as error:
            raise CommandError(str(error), returncode=2) from error
        except (Policy.DoesNotExist, ValueError) as error:
            text = _("%(year)s 年度没有可用的学时政策。") % {"year": year}
            raise CommandError(text, returncode=2) from error

    def _reach(self, code: str | None) -> Reach | None:
        if code is None:
            return None
        unit = Unit.objects.filter(code=code).first()
        if unit is None:
            raise CommandError(_("没有代码为 %(code)s 的单位。") % {"code": code}, returncode=2)
        return Reach.of_unit(unit)

    @staticmethod
    def _moment(text: str) -> datetime:
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo else timezone.make_aware(moment)

    @staticmethod
    def _day(text: str) -> date:
        return date.fromisoformat(text)
