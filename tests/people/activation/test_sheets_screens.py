"""Ordering a sheet of codes, watching it being made, taking it home once."""

from datetime import timedelta
from urllib.parse import unquote

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from common.clock import now, today
from common.ids import uuid7
from people.access_log.enums import Action
from people.access_log.models import AccessRecord
from people.activation.enums import JobState
from people.activation.models import ActivationCode, PrintJob
from people.activation.querysets import SILENCE
from people.activation.services import printing
from people.models import Post, Teacher
from tests.factories.activation import ActivationCodeFactory, PrintJobFactory
from tests.factories.people import PostFactory, RoleGrantFactory, SchoolFactory
from tests.people.activation.sheets import text_of
from tests.people.activation.steps import with_account
from tests.people.sign_in.steps import words

pytestmark = pytest.mark.django_db
NEW = "/accounts/people/sheets/new/"
LIST = "/accounts/people/sheets/"


@pytest.fixture
def staff(school, teacher) -> list[Teacher]:
    return [teacher, *[PostFactory(school=school).teacher for _one in range(2)]]


def order(client, people=None, **form):
    chosen = {"who": "all"} if people is None else {"pick": [one.number for one in people]}
    return client.post(NEW, {"form_id": str(uuid7()), **chosen, **form})


def address(job, part="") -> str:
    return f"{LIST}{job.pk}/{part}"


def the_job() -> PrintJob:
    return PrintJob.objects.get()


def test_sheet_when_ordered_for_all_then_is_made_and_can_be_taken(desk, staff):
    assert "将为3人各生成一个一次性激活码" in words(desk.get(NEW, {"who": "all"}))

    answer = order(desk)

    job = the_job()
    assert answer.url == address(job)
    page = words(desk.get(answer.url))
    assert "激活单已生成" in page
    assert "已为3人发放激活码" in page
    file = desk.get(address(job, "codes.pdf"))
    assert file.headers["Content-Type"] == "application/pdf"
    assert all(teacher.name in text_of(file.content) for teacher in staff)


def test_file_when_taken_then_is_named_for_people_and_kept_by_no_cache(desk, staff):
    order(desk)

    file = desk.get(address(the_job(), "codes.pdf"))

    name = unquote(file.headers["Content-Disposition"])
    assert name.startswith("attachment;")
    assert f"激活单-3人-{today():%Y%m%d}-" in name
    assert file.headers["Cache-Control"] == "no-store, private"
    assert file.headers["X-Content-Type-Options"] == "nosniff"


def test_file_when_taken_then_the_log_tells_who_what_and_whose(desk, admin, staff):
    order(desk)

    desk.get(address(the_job(), "codes.pdf"))

    row = AccessRecord.objects.get(action=Action.EXPORTED)
    assert (row.actor, row.what, row.people) == (admin, "下载激活单（3 人）", 3)
    assert (row.role, row.address) == ("school_admin", "127.0.0.1")


def test_sheet_when_ordered_for_some_then_is_of_those(desk, staff):
    picks = [("pick", one.number) for one in staff[:2]]
    asked = words(desk.get(NEW, {"who": "picked", "pick": [number for _pick, number in picks]}))
    assert "将为2人各生成一个一次性激活码" in asked

    order(desk, staff[:2])

    assert the_job().teacher_ids == sorted(teacher.pk for teacher in staff[:2])


def test_sheet_when_narrowed_by_a_filter_then_is_of_whom_it_finds(desk, staff):
    page = desk.get(NEW, {"who": "all", "q": "李明"}).content.decode()
    assert '<input type="hidden" name="q" value="李明">' in page

    order(desk, q="李明")

    assert the_job().teacher_ids == [staff[0].pk]


def test_sheet_when_some_have_a_code_or_an_account_then_told_before(desk, staff):
    ActivationCodeFactory(teacher=staff[0])
    with_account(staff[1])

    page = words(desk.get(NEW, {"who": "all"}))

    assert "将为2人各生成" in page
    assert "其中1人已有激活码。生成后原来的激活码作废" in page
    assert "另有1人不列入" in page


def test_sheet_when_nobody_is_picked_then_told_to_pick(desk, staff):
    page = words(desk.get(NEW, {"who": "picked"}))

    assert "没有选择人员。请返回，勾选要打印的教师。" in page
    assert "生成激活单" not in page.replace("打印激活单", "")


def test_sheet_when_nobody_can_be_served_then_told_so(desk, teacher):
    with_account(teacher)

    assert "所选人员中没有可以发放激活码的" in words(desk.get(NEW, {"who": "all"}))
    answer = order(desk)
    assert "没有可以发放激活码的，没有打印" in words(desk.get(answer.url))
    assert not PrintJob.objects.exists()


def test_sheet_when_too_many_then_told_to_print_by_school(desk, staff, monkeypatch):
    monkeypatch.setattr(printing, "MOST_PEOPLE", 2)

    answer = order(desk)

    assert "一次最多打印" in words(desk.get(answer.url))
    assert not PrintJob.objects.exists()


@pytest.mark.abuse("P01")
def test_sheet_when_somebody_elsewhere_is_picked_then_is_made_without_them(desk, staff):
    """A number of another school in the form is as good as none."""
    elsewhere = PostFactory(school=SchoolFactory()).teacher
    own = PostFactory(school=SchoolFactory(), teacher__name="自己").teacher

    order(desk, [staff[0], elsewhere, own])

    assert the_job().teacher_ids == [staff[0].pk]
    order(desk, [elsewhere])
    assert PrintJob.objects.count() == 1


@pytest.mark.abuse("T06")
def test_order_when_sent_twice_then_is_one(desk, staff, worker):
    form_id = str(uuid7())

    first, second = order(desk, form_id=form_id), order(desk, form_id=form_id)
    assert first.url == second.url == address(the_job())
    assert DBTaskResult.objects.count() == 1

    worker()
    assert ActivationCode.objects.count() == 3


@pytest.mark.parametrize("form_id", ["", "x", "\x00", "0" * 5000])
def test_order_when_the_form_is_nonsense_then_begun_anew(desk, staff, form_id):
    answer = order(desk, form_id=form_id)

    assert "页面已失效，请重新选择人员" in words(desk.get(answer.url))
    assert not PrintJob.objects.exists()


@pytest.mark.abuse("A07")
@pytest.mark.parametrize("pick", ["\x00", "x" * 5000, "’;--", "420106%"])
def test_order_when_picks_are_nonsense_then_nobody_is_chosen(desk, staff, pick):
    assert desk.get(NEW, {"who": "picked", "pick": pick}).status_code == 200
    assert desk.post(NEW, {"form_id": str(uuid7()), "pick": pick}).url == "/accounts/people/"


def test_work_when_it_waits_then_shown_and_asked_for_until_it_is_done(desk, staff, worker):
    order(desk)
    job = the_job()
    page = desk.get(address(job))
    assert "已交给后台处理，正在等候" in words(page)
    assert f'hx-get="{address(job, "status/")}"' in page.content.decode()
    assert "已交给后台处理" in words(desk.get(address(job, "status/")))

    worker()

    assert desk.get(address(job, "status/")).headers["HX-Refresh"] == "true"
    assert "激活单已生成" in words(desk.get(address(job)))


def test_work_when_going_on_then_shows_how_far(desk, admin, staff):
    moment = now()
    job = PrintJobFactory(
        ordered_by=admin,
        count=3000,
        drawn=1200,
        state=JobState.WORKING,
        started_at=moment,
        beat_at=moment,
    )

    answer = desk.get(address(job, "status/"))

    assert "已生成1,200人，共3,000人" in words(answer)
    assert 'value="1200" max="3000"' in answer.content.decode()


def test_work_when_no_worker_comes_then_can_be_done_at_once(desk, staff, worker):
    order(desk)
    job = the_job()
    with time_machine.travel(now() + timedelta(seconds=7)):
        assert "还没有后台进程接手" in words(desk.get(address(job, "status/")))

        assert desk.post(address(job, "continue/")).url == address(job)

        assert "激活单已生成" in words(desk.get(address(job)))
    worker()
    assert ActivationCode.objects.count() == 3


def test_work_when_its_worker_was_killed_then_can_be_taken_up_again(desk, admin, staff):
    job = PrintJobFactory(
        ordered_by=admin, teacher_ids=[one.pk for one in staff], abandoned=True, drawn=2
    )
    assert "处理中途停下了" in words(desk.get(address(job)))

    desk.post(address(job, "continue/"))

    job.refresh_from_db()
    assert (job.state, job.issued) == (JobState.READY, 3)


def test_work_when_somebody_is_at_it_then_is_not_done_twice(desk, admin, staff):
    moment = now()
    job = PrintJobFactory(
        ordered_by=admin,
        teacher_ids=[staff[0].pk],
        state=JobState.WORKING,
        started_at=moment,
        beat_at=moment - SILENCE / 2,
    )

    desk.post(address(job, "continue/"))

    assert not ActivationCode.objects.exists()


def test_work_when_it_broke_off_then_told_that_the_older_codes_still_work(desk, admin):
    job = PrintJobFactory(ordered_by=admin, state=JobState.FAILED)

    page = words(desk.get(address(job)))
    assert "没有发放任何激活码，原来的激活码仍然有效" in page
    assert desk.post(address(job, "continue/")).url == address(job)


def test_sheet_when_some_were_left_out_meanwhile_then_told(desk, admin, staff):
    job = PrintJobFactory(ordered_by=admin, teacher_ids=[one.pk for one in staff])
    with_account(staff[0])
    desk.post(address(job, "continue/"))

    assert "已为2人发放激活码。另有1人在此期间已激活或离任，未发放。" in words(
        desk.get(address(job))
    )


def test_sheet_when_all_were_left_out_meanwhile_then_told(desk, admin, teacher):
    job = PrintJobFactory(ordered_by=admin, teacher_ids=[teacher.pk])
    with_account(teacher)
    desk.post(address(job, "continue/"))

    assert "名单中的人员都已激活或离任，没有生成激活单" in words(desk.get(address(job)))
    assert "文件已删除" in words(desk.get(desk.get(address(job, "codes.pdf")).url))


def test_file_when_its_time_is_up_then_gone_in_words(desk, staff):
    order(desk)
    PrintJob.objects.update(file_until=now())

    answer = desk.get(address(the_job(), "codes.pdf"))

    assert answer.url == address(the_job())
    page = words(desk.get(answer.url))
    assert "文件已删除。需要时请重新打印，原来的激活码随即作废。" in page
    assert "已发放的激活码在有效期内仍可使用" in page


def test_file_when_somebody_on_it_has_left_then_refused_in_words(desk, staff):
    order(desk)
    job = the_job()
    Post.objects.filter(teacher=staff[0]).update(ends_on=today() - timedelta(days=1))

    answer = desk.get(address(job, "codes.pdf"))

    assert "名单中有人已不在您的管理范围，这份激活单不能再下载" in words(desk.get(answer.url))
    assert not AccessRecord.objects.filter(action=Action.EXPORTED).exists()


@pytest.mark.parametrize("part", ["", "status/", "continue/", "codes.pdf"])
def test_sheet_when_of_another_then_is_not_there(desk, site_admin, school, staff, part):
    """Nor for the site administrator, nor for a colleague of the same school."""
    order(desk)
    colleague = RoleGrantFactory(school_admin=True, school=school).user
    for user in (colleague, site_admin):
        client = Client()
        client.force_login(user)
        ask = client.post if part == "continue/" else client.get
        assert ask(address(the_job(), part)).status_code == 404


@pytest.mark.abuse("C03")
@pytest.mark.parametrize("part", ["", "codes.pdf"])
def test_sheet_when_the_role_has_ended_then_is_not_there(desk, admin, staff, part):
    order(desk)
    admin.grants.update(ends_on=today() - timedelta(days=1))

    assert desk.get(address(the_job(), part)).status_code == 404


def test_status_when_signed_out_meanwhile_then_the_whole_page_goes_to_log_in(client, admin):
    job = PrintJobFactory(ordered_by=admin)

    answer = client.get(address(job, "status/"), headers={"hx-request": "true"})
    assert answer.headers["HX-Refresh"] == "true"
    assert client.get(address(job, "status/")).url.startswith("/accounts/login/")


@pytest.mark.abuse("T13")
def test_continue_when_by_get_then_not_allowed(desk, admin):
    assert desk.get(address(PrintJobFactory(ordered_by=admin), "continue/")).status_code == 405


@pytest.mark.parametrize("count", [1, 30])
def test_sheets_when_few_or_many_then_the_same_queries(desk, admin, count):
    for _number in range(count):
        PrintJobFactory(ordered_by=admin, teacher_ids=list(range(200)))
    desk.get(LIST)

    with CaptureQueriesContext(connection) as queries:
        assert words(desk.get(LIST)).count("等待生成") == count

    assert len(queries) == 7, [query["sql"][:150] for query in queries]
    assert not any("teacher_ids" in query["sql"] for query in queries)


def test_sheets_when_there_are_none_then_says_so(desk):
    assert "还没有打印过激活单" in words(desk.get(LIST))


def test_sheets_when_listed_then_only_ones_own(desk, admin, site_admin):
    PrintJobFactory(ordered_by=site_admin, state=JobState.FAILED)
    PrintJobFactory(ordered_by=admin)

    page = words(desk.get(LIST))
    assert ("等待生成" in page, "生成中断" in page) == (True, False)


@pytest.mark.parametrize("count", [1, 40])
def test_order_page_when_few_or_many_then_the_same_queries(desk, school, count):
    for _number in range(count):
        PostFactory(school=school)
    desk.get(NEW, {"who": "all"})

    with CaptureQueriesContext(connection) as queries:
        desk.get(NEW, {"who": "all"})

    assert len(queries) == 8, [query["sql"][:150] for query in queries]
