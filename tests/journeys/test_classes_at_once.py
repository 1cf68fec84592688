"""A class under a crowd, and a worker killed while hours are being confirmed: nothing is lost,
nothing is given twice."""

import json

import pytest

SETTING = """
from datetime import date, timedelta
from common.clock import now
from people.models import Post, School, Teacher, Unit, User
from people.enums import Role
from people.services.grants import grant_role
from training.classes.models import Place, PresenceSpan, Session, TrainingClass
unit = Unit.objects.get(code="420106")
officer = User.objects.create_user("officer", password="x")
grant_role(officer, Role.UNIT_OFFICER, starts_on=date(2020, 1, 1), unit=unit)
maker = User.objects.create_user("maker", password="x")
for number in range(2):
    held = TrainingClass.objects.create(
        number=f"K-{number}", title="中断测试", unit=unit, level="district", state="closed",
        enrol_from=now() - timedelta(days=9), enrol_until=now() - timedelta(days=8), created_by=maker,
    )
    starts = now() - timedelta(days=2 + number)
    session = Session.objects.create(
        training_class=held, title="一", category="skill", starts_at=starts,
        ends_at=starts + timedelta(hours=3),
    )
    for seat in range(1, 41):
        teacher, _ = Teacher.objects.get_or_create(number=f"42010600{seat:04}", name="某")
        place = Place.objects.create(
            training_class=held, teacher=teacher, unit=unit, post_kind="full_time", way="roster",
            state="in", seat=seat,
        )
        PresenceSpan.objects.create(
            session=session, place=place, starts_at=session.starts_at, ends_at=session.ends_at,
            way="paper", by=maker,
        )
"""
CONFIRM = """
from people.models import User
from training.classes.models import TrainingClass
from training.classes.services.confirming import confirm_hours
confirm_hours(TrainingClass.objects.get(number="{number}"), by=User.objects.get(username="officer"))
"""
# The process kills itself at the first statement that writes to the table.
KILLED = (
    """
import os, signal
from django.db import connection
def at_table(execute, sql, params, many, context):
    if "{table}" in sql and not sql.lstrip().upper().startswith("SELECT"):
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, params, many, context)
connection.execute_wrappers.append(at_table)
"""
    + CONFIRM
)
COUNTED = """
import json
from credits.models import Entry
from credits.services.verification import verify_ledger
from training.classes.models import Award, Confirmation, TrainingClass
held = TrainingClass.objects.get(number="{number}")
print(json.dumps([
    held.state,
    Confirmation.objects.filter(training_class=held).count(),
    Award.objects.filter(place__training_class=held).count(),
    Entry.objects.filter(fact__startswith=f"class:{{held.pk.hex}}").count(),
    len(verify_ledger().flaws),
]))
"""


CROWD = """
from pathlib import Path
from portal.bench.city import build_city
from portal.management.commands.load_classes import Command
build_city(300)
flaws = Command().crowd(Path("{folder}"), 60, 20, 80, 6)
print("flaws:", flaws)
"""


@pytest.fixture(scope="module")
def site(scratch_site):
    scratch_site.run(SETTING)
    return scratch_site


@pytest.mark.abuse("F1")
@pytest.mark.parametrize(
    ("number", "table"), [("K-0", "classes_dayhours"), ("K-1", "credits_yearsum")]
)
def test_confirming_when_the_worker_is_killed_amid_it_then_nothing_and_afterwards_all_once(
    site, number, table
):
    killed = site.manage("shell", "-c", KILLED.format(number=number, table=table), check=False)
    assert killed.returncode == -9
    assert json.loads(site.run(COUNTED.format(number=number))) == ["closed", 0, 0, 0, 0]
    for _ in range(2):
        site.run(CONFIRM.format(number=number))
    assert json.loads(site.run(COUNTED.format(number=number))) == ["confirmed", 1, 40, 40, 0]


@pytest.mark.abuse("T07")
@pytest.mark.abuse("F12")
def test_class_when_everybody_comes_at_once_then_exactly_its_places_and_each_mark_once(
    site, tmp_path
):
    """The load test in small."""
    said = site.run(CROWD.format(folder=tmp_path)).splitlines()
    assert said[-1] == "flaws: []"
    assert "in 20, waiting 40" in said[1]
