"""The list of one's own notices."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.notices.models import Notice
from tests.factories.notices import NoticeFactory
from tests.factories.people import RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db
INBOX = "/notices/"


@pytest.fixture
def reader(client):
    user = UserFactory()
    client.force_login(user)
    return user


def page_of(client, address=INBOX):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def queries_of(client, address=INBOX) -> int:
    with CaptureQueriesContext(connection) as queries:
        page_of(client, address)
    return len(queries)


def test_inbox_when_there_are_notices_then_unread_first_and_newest_first(client, reader):
    for title, read in (("甲", False), ("乙", True), ("丙", False), ("丁", True)):
        NoticeFactory(user=reader, title=f"消息{title}", read=read)
    NoticeFactory(title="别人的消息")

    page = page_of(client)

    places = [page.index(f"<h2>消息{title}</h2>") for title in "丙甲丁乙"]
    assert places == sorted(places)
    assert "别人的消息" not in page
    assert "未读 2 条" in page


def test_inbox_when_empty_then_says_what_will_come(client, reader):
    page = page_of(client)

    assert "还没有消息" in page
    assert "全部标为已读" not in page


def test_inbox_when_longer_than_a_page_then_paged(client, reader):
    NoticeFactory.create_batch(21, user=reader)

    assert page_of(client).count("<h2>") == 20
    assert page_of(client, "/notices/?page=2").count("<h2>") == 1
    for nonsense in ("0", "-1", "99", "x", "%00", "9" * 5000):
        page_of(client, f"/notices/?page={nonsense}")


def test_notice_when_opened_then_read_and_led_to_its_subject(client, reader):
    notice = NoticeFactory(user=reader, url="/my/year/2025/")

    answer = client.post(f"/notices/{notice.pk}/open/")

    assert answer.url == "/my/year/2025/"
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_notice_when_it_leads_nowhere_then_back_to_the_list(client, reader):
    notice = NoticeFactory(user=reader, url="")

    assert f"/notices/{notice.pk}/open/" not in page_of(client)
    assert client.post(f"/notices/{notice.pk}/open/").url == INBOX


@pytest.mark.parametrize(
    ("page", "url"),
    [("2", "/notices/?page=2"), ("1", INBOX), ("//evil", INBOX), ("²", INBOX), ("", INBOX)],
)
def test_notice_when_marked_read_then_back_to_the_page_it_was_on(client, reader, page, url):
    notice = NoticeFactory(user=reader)

    for _twice in range(2):
        assert client.post(f"/notices/{notice.pk}/read/", {"page": page}).url == url
    assert not Notice.objects.unread().exists()


def test_notices_when_all_marked_read_then_ones_own_alone(client, reader):
    NoticeFactory.create_batch(2, user=reader)
    other = NoticeFactory()

    said = client.post("/notices/read/", follow=True).content.decode()
    again = client.post("/notices/read/", follow=True).content.decode()

    assert "已将 2 条消息标为已读。" in said
    assert "没有未读的消息。" in again
    assert list(Notice.objects.unread()) == [other]


@pytest.mark.parametrize("step", ["open", "read"])
def test_notice_when_it_is_anothers_then_not_there_and_unchanged(client, reader, step):
    other = NoticeFactory()
    client.force_login(RoleGrantFactory(site_admin=True).user)

    assert client.post(f"/notices/{other.pk}/{step}/").status_code == 404
    assert client.post(f"/notices/{other.pk + 1}/{step}/").status_code == 404
    assert Notice.objects.unread().get() == other


@pytest.mark.parametrize("step", ["{}/open/", "{}/read/", "read/"])
def test_notices_when_a_change_is_asked_for_by_get_then_405(client, reader, step):
    notice = NoticeFactory(user=reader)

    assert client.get(INBOX + step.format(notice.pk)).status_code == 405
    assert Notice.objects.unread().exists()


@pytest.mark.parametrize("step", ["{}/open/", "{}/read/", "read/"])
def test_notices_when_a_post_lacks_its_token_then_403(reader, step, client):
    client.handler.enforce_csrf_checks = True
    notice = NoticeFactory(user=reader)

    assert client.post(INBOX + step.format(notice.pk)).status_code == 403
    assert Notice.objects.unread().exists()


@pytest.mark.parametrize("address", ["", "1/open/", "1/read/", "read/"])
def test_inbox_when_signed_out_then_asks_to_sign_in(client, address):
    send = client.post if address else client.get
    assert send(INBOX + address).url.startswith("/accounts/login/")


def test_inbox_when_words_look_like_markup_then_shown_as_written(client, reader):
    NoticeFactory(user=reader, title="<script>a()</script>", body="<img src=x>\n{{7*7}}")

    page = page_of(client)

    assert "<script>a()" not in page
    assert "&lt;script&gt;a()&lt;/script&gt;" in page
    assert "&lt;img src=x&gt;<br>{{7*7}}" in page


def test_inbox_when_rows_grow_from_one_to_many_then_costs_the_same(client, reader):
    NoticeFactory(user=reader)
    page_of(client)
    before = queries_of(client)

    NoticeFactory.create_batch(30, user=reader)

    assert queries_of(client) == before
    assert before < 15


def test_header_when_there_are_unread_notices_then_counts_them_at_one_query(client, reader):
    assert "site-account-count" not in page_of(client)
    NoticeFactory.create_batch(3, user=reader)
    assert '<span class="visually-hidden">未读 </span>3</span>' in page_of(client)
    NoticeFactory.create_batch(97, user=reader)
    assert '<span class="visually-hidden">未读 </span>99+</span>' in page_of(client)
