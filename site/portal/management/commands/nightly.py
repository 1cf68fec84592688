"""What must happen once a day: ended grants leave the editors' groups, authors hear of pages that
expire, and terms run out."""

import logging

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from courses.publishing.services.reminding import remind_of_expiry
from people.access_log.enums import Action
from people.access_log.origin import Origin
from people.access_log.services.recording import record_access
from people.imports.vocabulary import CHINESE
from people.models import User
from people.services.accounts import sync_editor_groups
from portal.privacy.retention import Outcome, let_go

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = _(
        "每天运行一次：收回到期的编辑权限，提醒将到期的页面，删除超过保存期限的数据。可重复运行。"
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help=_("只列出将要删除的数量"))

    def handle(self, *, dry_run: bool, **options):
        broken = [] if dry_run or self._sync_groups() else [_("编辑权限")]
        if not dry_run and not self._remind():
            broken.append(_("到期提醒"))
        self.stdout.write(_("将要删除：") if dry_run else _("已删除："))
        outcomes = []
        for outcome in let_go(dry_run=dry_run):
            outcomes.append(outcome)
            self._print(outcome)
        broken += [str(outcome.kind.title) for outcome in outcomes if outcome.count is None]
        if not dry_run:
            _note_run(outcomes, broken)
        if broken:
            names = {"broken": _("、").join(broken)}
            raise CommandError(_("没有完成：%(broken)s。原因见日志。") % names)

    def _sync_groups(self) -> bool:
        """Whether the editors' groups now hold those whose grants of today ask for it."""
        try:
            with transaction.atomic():
                moved = sum(sync_editor_groups(user) for user in User.objects.order_by("pk"))
        except Exception:  # the terms must run out all the same
            logger.exception("the editors' groups could not be brought in line with the grants")
            return False
        self.stdout.write(_("调整了 %(count)s 个账号的编辑权限。") % {"count": moved})
        return True

    def _remind(self) -> bool:
        """Whether authors and editors know of the pages that are soon not shown any more."""
        try:
            with transaction.atomic():
                told = remind_of_expiry()
        except Exception:  # likewise
            logger.exception("nobody could be reminded of pages that expire")
            return False
        self.stdout.write(_("发出 %(count)s 条页面到期提醒。") % {"count": told})
        return True

    def _print(self, outcome: Outcome) -> None:
        """A line of a table: how many, of what, by which rule."""
        count = _("未完成") if outcome.count is None else outcome.count
        rule = {"title": outcome.kind.title, "rule": outcome.kind.how_long}
        self.stdout.write(f"{count:>8}  " + _("%(title)s（%(rule)s）") % rule)


def _note_run(outcomes: list[Outcome], broken: list[str]) -> None:
    with translation.override(CHINESE):
        gone = [f"{outcome.kind.title} {outcome.count}" for outcome in outcomes if outcome.count]
        what = _("到期清理：%(gone)s") % {"gone": _("、").join(gone) or _("没有到期的数据")}
        if broken:
            what = _("未完成：%(broken)s；%(what)s") % {
                "what": what,
                "broken": _("、").join(broken),
            }
    record_access(Action.RETENTION, by=None, origin=Origin(), what=what)
