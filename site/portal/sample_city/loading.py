"""The sample city from its generator into the database, through the imports."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from common.clock import today
from credits.models import Exemption, Leave
from credits.services.importing import import_file
from people.enums import PostKind, Role
from people.models import Post, School, Teacher, User
from portal.contents.loading import load_contents
from portal.sample_city.accounts import UNIT_CODE, create_accounts, give_roles
from portal.sample_city.city import make_city
from portal.sample_city.claims import send_claims_on_their_way
from portal.sample_city.classes import hold_classes
from portal.sample_city.reviews import send_lessons_on_their_way
from portal.sample_city.workbooks import write_city

FOLDER = "sample-city"
SEED = 2011


class NotEmptyError(Exception):
    """The database holds schools, teachers or accounts already."""


def holds_anything() -> bool:
    return any(model.objects.exists() for model in (School, Teacher, User))


def load_city(*, seed: int = SEED, tell: Callable[[str], None] = lambda line: None) -> Path:
    """Writes the city's workbooks and imports them, all or nothing; returns their folder.

    Raises NotEmptyError. `tell` is given a line for each workbook.
    """
    city = make_city(seed, today())
    folder = Path(settings.VAR_DIR) / FOLDER
    with transaction.atomic():
        if holds_anything():
            raise NotEmptyError
        users = create_accounts()
        officer = users[Role.CITY_OFFICER]
        for kind, path in write_city(city, folder):
            plan = import_file(kind, path.read_bytes(), path.name, by=officer)[1]
            tell(_("示例城市：%(file)s 导入 %(rows)s 行") % {"file": path.name, "rows": plan.rows})
        give_roles(users)
        _record_absences(officer)
        load_contents(by=users[Role.TRAINER], approved_by=officer, samples=True)
        send_lessons_on_their_way(users[Role.TEACHER], users[Role.SCHOOL_ADMIN])
        hold_classes(users)
        send_claims_on_their_way(users)
    return folder


def _record_absences(officer: User) -> None:
    """One exemption and one leave in 2025, outside the unit that the demo looks at."""
    posts = Post.objects.filter(
        kind=PostKind.FULL_TIME, ends_on=None, starts_on__lt=date(2024, 1, 1)
    ).exclude(school__unit__code=UNIT_CODE)
    first, second = posts.select_related("teacher").order_by("pk")[:2]
    Exemption.objects.create(
        teacher=first.teacher,
        year=2025,
        reason="全年参加援助任务",
        document="示例批件〔2025〕1号",
        approved_by=officer,
    )
    Leave.objects.create(
        teacher=second.teacher,
        starts_on=date(2025, 3, 1),
        ends_on=date(2025, 8, 28),
        reason="产假",
        document="示例批件〔2025〕2号",
        approved_by=officer,
    )
