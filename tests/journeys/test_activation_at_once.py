"""Activation when the same thing is sent many times in one instant, and when a worker is killed."""

import json

import pytest

# Eight threads with connections of their own, let go together.
AT_ONCE = """
import json
from threading import Barrier, Thread
from django.db import connection
from django.test import Client
from people.activation.enums import Purpose
from people.activation.models import ActivationCode, PrintJob
from people.activation.services.issuing import reissue_code
from people.activation.services.using import find_code
from people.models import Post, RoleGrant, School, Teacher, Unit, User

def client_of(session=None):
    client = Client(SERVER_NAME="localhost", raise_request_exception=False)
    if session:
        client.cookies["sessionid"] = session
    return client

def at_once(act, times=8):
    barrier, results = Barrier(times), []
    def go():
        connection.ensure_connection()
        barrier.wait()
        results.append(act())
        connection.close()
    threads = [Thread(target=go) for _ in range(times)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return results

def person(number, name):
    school, _new = School.objects.get_or_create(code="2142000001", defaults={
        "name": "育才小学", "unit": Unit.objects.get(code="420106"), "kind": "211",
        "ownership": "public"})
    teacher = Teacher.objects.create(number=number, name=name, phone="13907130001")
    Post.objects.create(teacher=teacher, school=school, kind="full_time", starts_on="2020-09-01")
    return teacher

def admin():
    user, is_new = User.objects.get_or_create(username="admin")
    if is_new:
        RoleGrant.objects.create(user=user, role="school_admin", starts_on="2020-01-01",
                                 school=School.objects.get(code="2142000001"))
    return user
"""
PASSWORD = "Journey-2026-心育"
TWICE = """
teacher = person("420106000001", "李明")
client = client_of()
client.post("/activate/", {"code": reissue_code(teacher, by=admin(), purpose=Purpose.ACTIVATE)})
client.post("/activate/person/", {"name": "李明", "last_four": "0001"})
session = client.cookies["sessionid"].value
form = {"password": "PASSWORD", "again": "PASSWORD"}
answers = at_once(lambda: client_of(session).post("/activate/password/", form))
from people.access_log.models import AccessRecord
print(json.dumps({
    "answers": sorted((a.status_code, a.headers.get("Location", "")) for a in answers),
    "told": sum("密码已设置" in a.content.decode() for a in answers),
    "accounts": User.objects.filter(username="420106000001").count(),
    "uses": AccessRecord.objects.filter(what="凭激活码激活账号").count(),
}))
""".replace("PASSWORD", PASSWORD)
WRONG = """
from people.activation.exceptions import CodeRefusedError, WrongAnswerError
from people.activation.services.using import check_person
code = find_code(reissue_code(person("420106000002", "王芳"), by=admin(), purpose=Purpose.ACTIVATE))
def guess():
    try:
        check_person(code.pk, name="王芳", last_four="9999")
    except WrongAnswerError as error:
        return f"{error.left} left"
    except CodeRefusedError as error:
        return error.reason.value
code.refresh_from_db()
print(json.dumps({"answers": sorted(at_once(guess)),
                  "failures": ActivationCode.objects.get(pk=code.pk).failures}))
"""
REISSUED = """
teacher = person("420106000003", "赵静")
codes = at_once(lambda: reissue_code(teacher, by=User.objects.get(pk=admin().pk),
                                     purpose=Purpose.ACTIVATE))
from people.activation.exceptions import CodeRefusedError
def opens(code):
    try:
        return bool(find_code(code))
    except CodeRefusedError:
        return False
print(json.dumps({"issued": len(set(codes)), "open": sum(map(opens, codes)),
                  "revoked": teacher.activation_codes.filter(revoked_at__isnull=False).count()}))
"""
ORDERED = """
person("420106000004", "孙莉")
desk = client_of()
desk.force_login(admin())
form = {"form_id": "0190a1b2-c3d4-7000-8000-000000000001", "who": "all"}
session = desk.cookies["sessionid"].value
answers = at_once(lambda: client_of(session).post("/accounts/people/sheets/new/", form))
from django_tasks_db.models import DBTaskResult
print(json.dumps({"answers": sorted({(a.status_code, a.headers["Location"]) for a in answers}),
                  "jobs": PrintJob.objects.count(), "tasks": DBTaskResult.objects.count()}))
DBTaskResult.objects.all().delete()
"""
MANY = """
from people.activation.jobs import start_job
from people.activation.services.printing import order_sheet
from common.ids import uuid7
teachers = [person(f"4201070{number:05}", f"教师{number}") for number in range(400)]
older = reissue_code(teachers[0], by=admin(), purpose=Purpose.ACTIVATE)
job, _is_new = order_sheet(Teacher.objects.filter(number__startswith="4201070"), by=admin(),
                           form_id=uuid7())
start_job(job)
print(json.dumps([str(job.pk), older]))
"""
STATE = """
job = PrintJob.objects.get(pk="JOB")
print(json.dumps([job.state, job.drawn, job.issued, job.has_file]))
"""
# From within, so that no time is lost between the look and the kill.
KILL = """
import os, signal, time
deadline = time.monotonic() + 60
while not PrintJob.objects.filter(pk="JOB", state="working", drawn__gt=0).exists():
    assert time.monotonic() < deadline, "no worker took it up in time"
    time.sleep(0.02)
os.kill(PID, signal.SIGKILL)
print(json.dumps(PrintJob.objects.get(pk="JOB").state))
"""
LIVE = """
live = ActivationCode.objects.live().filter(teacher__number__startswith="4201070")
print(json.dumps([live.count(), find_code("CODE").teacher.number]))
"""
# What a minute without a sign of life does, in no time; then somebody presses 现在处理.
TAKEN_UP = """
from datetime import timedelta
from django.db.models import F
PrintJob.objects.filter(pk="JOB").update(beat_at=F("beat_at") - timedelta(minutes=1))
desk = client_of()
desk.force_login(admin())
answer = desk.post("/accounts/people/sheets/JOB/continue/")
file = desk.get("/accounts/people/sheets/JOB/codes.pdf")
print(json.dumps([answer.status_code, file.status_code, file.content[:5].decode()]))
"""
WORKER = ("db_worker", "--backend", "jobs", "--no-startup-delay", "--interval", "0.1")


def told_by(site, code):
    return json.loads(site.run(AT_ONCE + code))


@pytest.mark.abuse("T06")
def test_password_when_sent_eight_times_at_once_then_one_account_and_every_answer_helps(
    scratch_site,
):
    told = told_by(scratch_site, TWICE)

    assert told["answers"] == [[200, ""]] * 7 + [[302, "/start/"]]
    assert told["told"] == 7
    assert (told["accounts"], told["uses"]) == (1, 1)


def test_person_when_eight_guess_at_once_then_three_guesses_count(scratch_site):
    told = told_by(scratch_site, WRONG)

    assert told["answers"] == ["1 left", "2 left"] + ["locked"] * 6
    assert told["failures"] == 3


def test_code_when_reissued_eight_times_at_once_then_one_opens(scratch_site):
    told = told_by(scratch_site, REISSUED)

    assert told == {"issued": 8, "open": 1, "revoked": 7}


@pytest.mark.abuse("T06")
def test_sheet_when_ordered_eight_times_at_once_then_is_one(scratch_site):
    told = told_by(scratch_site, ORDERED)

    assert [status for status, _address in told["answers"]] == [302]
    assert (told["jobs"], told["tasks"]) == (1, 1)


@pytest.fixture
def killed_job(scratch_site):
    """A job of 400 whose worker was killed amid the drawing, and a code from before."""
    job, older = told_by(scratch_site, MANY)
    worker = scratch_site.start(*WORKER)
    try:
        kill = KILL.replace("JOB", job).replace("PID", str(worker.pid))
        assert told_by(scratch_site, kill) == "working"
    finally:
        worker.kill()
        worker.wait(timeout=20)
    return job, older


@pytest.mark.abuse("F1")
def test_sheet_when_its_worker_is_killed_then_nothing_is_issued_and_it_can_be_taken_up(
    scratch_site, killed_job
):
    """All codes or none."""
    job, older = killed_job
    assert told_by(scratch_site, LIVE.replace("CODE", older)) == [1, "420107000000"]

    taken = told_by(scratch_site, TAKEN_UP.replace("JOB", job))

    assert taken == [302, 200, "%PDF-"]
    assert told_by(scratch_site, STATE.replace("JOB", job)) == ["ready", 400, 400, True]
