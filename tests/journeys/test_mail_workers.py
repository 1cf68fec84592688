"""Background workers as processes of their own, with a real mail server between them."""

import os
import time

import pytest

from tests.journeys.scratch import ScratchSite, drop_site, make_site
from tests.post_office import PostOffice, free_port

WORKER = ("db_worker", "--backend", "jobs", "--no-startup-delay", "--interval", "0.1")
WRITE = """
from django.db import transaction
from people.notices.enums import NoticeKind
from people.notices.jobs import send_soon
from people.notices.services.mailing import enqueue_mail
with transaction.atomic():
    for number in range({count}):
        delivery = enqueue_mail(f"{name}{{number}}@school.example.cn", kind=NoticeKind.ACTIVATION,
                                subject="激活账号", body="请打开链接。")
        send_soon(delivery)
"""
STATES = """
from people.notices.models import Delivery
mine = Delivery.objects.filter(address__startswith="{name}")
print(sorted(mine.values_list("state", "attempts")))
"""
RACE = """
from threading import Barrier, Thread
from django.db import connection
from people.notices.jobs import send_delivery
from people.notices.models import Delivery
delivery = Delivery.objects.get(address="race0@school.example.cn")
barrier = Barrier(8)
def send():
    connection.ensure_connection()
    barrier.wait()
    send_delivery.call(delivery.pk)
    connection.close()
threads = [Thread(target=send) for _ in range(8)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
"""
# What ten minutes do, in no time.
LATER = """
from datetime import timedelta
from django.db.models import F
from django_tasks_db.models import DBTaskResult
from people.notices.models import Delivery
from people.notices.services.delivering import CLAIM
Delivery.objects.filter(state="waiting").update(
    next_try_at=F("next_try_at") - CLAIM, claimed_until=F("claimed_until") - CLAIM)
waiting = DBTaskResult.objects.filter(status="READY", run_after__year__lt=9999)
waiting.update(run_after=F("run_after") - CLAIM)
"""


@pytest.fixture(scope="module")
def post_office():
    office = PostOffice(free_port())
    office.open()
    yield office
    office.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory, post_office):
    made = make_site(tmp_path_factory.mktemp("mail"), os.environ.get("DATABASE_URL"))
    yield ScratchSite({**made.env, "EMAIL_URL": f"smtp://127.0.0.1:{post_office.port}"})
    drop_site(made)


def wait_until(happened, seconds=60):
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.05)


def end(*processes):
    for process in processes:
        process.terminate()
    for process in processes:
        process.wait(timeout=30)


def recipients(post_office, name):
    return sorted(address for address, _letter in post_office.letters if address.startswith(name))


def test_mails_when_two_workers_send_at_once_then_each_arrives_once(site, post_office):
    post_office.slowness = 0.2
    site.run(WRITE.format(count=12, name="twin"))
    workers = [site.start(*WORKER), site.start(*WORKER)]
    wait_until(lambda: len(recipients(post_office, "twin")) >= 12)
    time.sleep(2)  # for a second letter, if there were one
    end(*workers)

    expected = sorted(f"twin{number}@school.example.cn" for number in range(12))
    assert recipients(post_office, "twin") == expected
    assert site.run(STATES.format(name="twin")) == str([("sent", 1)] * 12)


def test_mail_when_eight_send_it_in_one_instant_then_arrives_once(site, post_office):
    post_office.slowness = 0.5
    site.run(WRITE.format(count=1, name="race"))
    site.run(RACE)

    assert recipients(post_office, "race") == ["race0@school.example.cn"]
    assert site.run(STATES.format(name="race")) == "[('sent', 1)]"


def test_mail_when_its_worker_is_killed_then_another_sends_it_later(site, post_office):
    post_office.slowness = 3
    post_office.asked = 0
    site.run(WRITE.format(count=1, name="killed"))
    worker = site.start(*WORKER)
    wait_until(lambda: post_office.asked == 1)
    worker.kill()
    worker.wait()
    post_office.letters.clear()  # a server that was cut off keeps nothing
    post_office.slowness = 0
    assert site.run(STATES.format(name="killed")) == "[('waiting', 1)]"

    worker = site.start(*WORKER)
    time.sleep(3)
    assert recipients(post_office, "killed") == []  # whoever has it may still be at work
    site.run(LATER)
    wait_until(lambda: recipients(post_office, "killed"))
    end(worker)

    assert recipients(post_office, "killed") == ["killed0@school.example.cn"]
    assert site.run(STATES.format(name="killed")) == "[('sent', 2)]"
