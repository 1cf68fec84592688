"""The screen of what did not go out and what was not done."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from common.clock import now
from people.notices.enums import DeliveryState, MailFault
from people.notices.jobs import schedule, send_delivery
from people.notices.models import Delivery
from people.notices.services.delivering import claim
from people.notices.services.mending import run_again, send_again, send_all_again
from tests.factories.notices import DeliveryFactory, NoticeFactory
from tests.factories.people import RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db
SCREEN, TASKS_SCREEN = "/site/deliveries/", "/site/deliveries/tasks/"
LONG_AGO = timedelta(minutes=16)


@pytest.fixture
def keeper(client):
    user = RoleGrantFactory(site_admin=True).user
    client.force_login(user)
    return user


def page_of(client, address=SCREEN):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def task(status="FAILED", **changed):
    result = DBTaskResult.objects.create(
        args_kwargs={"args": [404], "kwargs": {}},
        task_path="people.notices.jobs.send_delivery",
        backend_name="jobs",
        status=status,
        run_after=changed.pop("run_after", None),
        exception_class_path="django.db.utils.OperationalError" if status == "FAILED" else "",
        traceback="zhang@school.example.cn" if status == "FAILED" else "",
        started_at=changed.pop("started_at", None),
    )
    DBTaskResult.objects.filter(pk=result.pk).update(**changed)
    return result


def test_screen_when_mails_are_stuck_then_lists_these_alone(client, keeper):
    DeliveryFactory(address="failed@a.example.cn", failed=True)
    DeliveryFactory(address="gone@b.example.cn", given_up=True, last_error=MailFault.RECIPIENT)
    DeliveryFactory(address="late@c.example.cn", next_try_at=now() - LONG_AGO)
    DeliveryFactory(address="new@d.example.cn")
    DeliveryFactory(address="sent@e.example.cn", sent=True)

    page = page_of(client)

    assert [name for name in "abcde" if f"***@{name}.example.cn" in page] == ["a", "b", "c"]
    assert "连接不上邮件服务器" in page
    assert "收件地址被拒收" in page
    assert all(
        f"***@{name}.example.cn" in page_of(client, f"{SCREEN}?show=all") for name in "abcde"
    )


def test_screen_when_mails_are_shown_then_neither_words_nor_whole_addresses(client, keeper):
    DeliveryFactory(address="zhangsan@a.example.cn", failed=True, subject="密文标题", body="密文")
    notice = NoticeFactory(title="密文标题", body="密文")
    DeliveryFactory(address="lisi@a.example.cn", failed=True, notice=notice)

    for address in (SCREEN, f"{SCREEN}?show=all"):
        page = page_of(client, address)
        assert "密文" not in page
        assert "zhangsan" not in page
        assert "z***@a.example.cn" in page


def test_screen_when_nothing_is_stuck_then_says_so(client, keeper):
    DeliveryFactory(sent=True)

    assert "没有需要处理的邮件" in page_of(client)
    assert "全部立即重试" not in page_of(client)
    assert "没有需要处理的后台任务" in page_of(client, TASKS_SCREEN)


@pytest.mark.parametrize("address", [SCREEN, f"{SCREEN}?show=all", TASKS_SCREEN])
def test_screen_when_rows_grow_from_one_to_many_then_costs_the_same(client, keeper, address):
    def grow():
        DeliveryFactory(failed=True)
        DeliveryFactory(given_up=True, notice=NoticeFactory())
        task()

    grow()
    page_of(client, address)
    with CaptureQueriesContext(connection) as before:
        page_of(client, address)
    for _ in range(3):
        grow()
    with CaptureQueriesContext(connection) as after:
        page_of(client, address)

    assert len(after) == len(before) < 15


@pytest.mark.parametrize(
    "query", ["?sort=state", "?sort=-created_at", "?sort=body", "?sort=%00", "?page=x", "?show=<b>"]
)
def test_screen_when_asked_nonsense_then_answers_calmly(client, keeper, query):
    DeliveryFactory(failed=True, body="a"), DeliveryFactory(failed=True, body="b")

    assert "<b>" not in page_of(client, SCREEN + query)
    page_of(client, TASKS_SCREEN + query)


def test_screens_when_opened_by_others_then_not_there(client):
    delivery, lame = DeliveryFactory(failed=True), task()
    posts = [
        "/site/deliveries/retry/",
        f"/site/deliveries/{delivery.pk}/retry/",
        f"/site/deliveries/tasks/{lame.pk}/retry/",
    ]
    for user in (RoleGrantFactory().user, RoleGrantFactory(auditor=True).user, UserFactory()):
        client.force_login(user)
        assert [client.get(address).status_code for address in (SCREEN, TASKS_SCREEN)] == [404, 404]
        assert [client.post(address).status_code for address in posts] == [404, 404, 404]
        for service, args in ((send_again, [delivery]), (send_all_again, []), (run_again, [lame])):
            with pytest.raises(PermissionDenied):
                service(*args, by=user)
    client.logout()
    assert client.get(SCREEN).url.startswith("/accounts/login/")
    assert Delivery.objects.get().state == DeliveryState.FAILED


def test_retry_when_asked_for_by_get_then_405(client, keeper):
    delivery, lame = DeliveryFactory(failed=True), task()

    for path in ("retry/", f"{delivery.pk}/retry/", f"tasks/{lame.pk}/retry/"):
        assert client.get(SCREEN + path).status_code == 405
    assert client.post(f"{SCREEN}{delivery.pk + 1}/retry/").status_code == 404
    assert client.post(f"{TASKS_SCREEN}{uuid4()}/retry/").status_code == 404


def test_retry_when_given_up_then_starts_over_and_is_sent(client, keeper, committed):
    delivery = DeliveryFactory(given_up=True, last_error=MailFault.RECIPIENT)

    with committed():
        said = client.post(f"{SCREEN}{delivery.pk}/retry/", follow=True).content.decode()

    delivery.refresh_from_db()
    assert "已重新提交，稍后由后台发送。" in said
    assert (delivery.state, delivery.attempts) == (DeliveryState.SENT, 1)


def test_retry_when_pressed_twice_then_one_mail(client, keeper, worker, committed):
    delivery = DeliveryFactory(given_up=True)
    with committed():
        client.post(f"{SCREEN}{delivery.pk}/retry/")
        client.post(f"{SCREEN}{delivery.pk}/retry/")
    worker()
    with committed():
        said = client.post(f"{SCREEN}{delivery.pk}/retry/", follow=True).content.decode()
    worker()

    assert "没有重新提交" in said
    assert len(mail.outbox) == 1


def test_retry_when_a_worker_is_at_it_then_left_to_it(client, keeper, committed):
    delivery = DeliveryFactory()
    claim(delivery.pk)

    with committed():
        said = client.post(f"{SCREEN}{delivery.pk}/retry/", follow=True).content.decode()

    assert "没有重新提交" in said
    assert mail.outbox == []


def test_retry_of_all_when_some_were_refused_for_good_then_leaves_these(client, keeper, committed):
    DeliveryFactory(failed=True)
    DeliveryFactory(given_up=True)
    DeliveryFactory(next_try_at=now() - LONG_AGO)
    refused = DeliveryFactory(given_up=True, last_error=MailFault.RECIPIENT)

    with committed():
        said = client.post(f"{SCREEN}retry/", follow=True).content.decode()

    assert "已重新提交 3 封邮件。" in said
    assert Delivery.objects.exclude(state=DeliveryState.SENT).get() == refused
    assert (
        "没有可以重新发送的邮件。" in client.post(f"{SCREEN}retry/", follow=True).content.decode()
    )


def test_tasks_when_stuck_then_listed_without_what_they_were_about(client, keeper):
    task("FAILED")
    task("RUNNING", started_at=now() - timedelta(hours=2))
    task("READY", enqueued_at=now() - LONG_AGO)
    task("READY", run_after=now() - LONG_AGO)

    page = page_of(client, TASKS_SCREEN)

    assert page.count("发送邮件") == 4
    assert "OperationalError" in page
    assert "zhang@" not in page
    assert "已等待 16 分钟" in page
    assert "后台进程可能没有运行" in page


def test_tasks_when_on_their_way_then_not_listed(client, keeper):
    task("READY")
    task("READY", run_after=now() + timedelta(hours=2), enqueued_at=now() - LONG_AGO)
    task("RUNNING", started_at=now() - timedelta(minutes=30))
    task("SUCCESSFUL")

    assert "没有需要处理的后台任务" in page_of(client, TASKS_SCREEN)
    assert "后台进程可能没有运行" not in page_of(client)


@pytest.mark.parametrize("status", ["FAILED", "RUNNING"])
def test_task_when_run_again_then_done_by_the_worker(client, keeper, worker, status):
    lame = task(status, started_at=now() - timedelta(hours=2))

    said = client.post(f"{TASKS_SCREEN}{lame.pk}/retry/", follow=True).content.decode()
    again = client.post(f"{TASKS_SCREEN}{lame.pk}/retry/", follow=True).content.decode()
    worker()

    lame.refresh_from_db()
    assert "已重新提交，稍后由后台执行。" in said
    assert "没有重新提交" in again
    assert (lame.status, lame.traceback) == ("SUCCESSFUL", "")


def test_task_when_its_code_is_gone_then_shown_by_its_path(client, keeper):
    task("FAILED", task_path="credits.jobs.<b>gone</b>")

    assert "credits.jobs.&lt;b&gt;gone&lt;/b&gt;" in page_of(client, TASKS_SCREEN)


def test_delivery_when_waiting_in_the_queue_then_not_stuck(client, keeper, queue):
    delivery = DeliveryFactory()
    schedule(delivery)
    send_delivery.call(delivery.pk)

    page = page_of(client)
    assert "没有需要处理的邮件" in page
    assert "没有需要处理的后台任务" in page_of(client, TASKS_SCREEN)
