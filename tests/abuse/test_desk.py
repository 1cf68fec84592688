"""The editor's desk in the hands of somebody who wants more than to write: C04, C05, R05, T04."""

import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.embeds.models import Embed
from wagtail.models import GroupPagePermission, Page

from people.models import User
from people.services.accounts import sync_editor_groups
from tests.abuse.asking import is_refused, leads_to_login
from tests.abuse.desk import approve, course, form_of, save, written
from tests.common.test_pdf_reading import Listener
from tests.factories.people import PostFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def trainer() -> User:
    user = RoleGrantFactory(trainer=True, user__last_name="培", user__first_name="训者").user
    sync_editor_groups(user)
    return user


@pytest.fixture
def desk(trainer) -> Client:
    return signed_in(trainer)


@pytest.fixture
def own(trainer):
    return course("自己的课", owner=trainer)


@pytest.fixture
def others():
    """Published, and with a draft since."""
    page = course("别人的课", slug="others")
    page.summary = "别人的草稿"
    page.save_revision()
    return page


@pytest.fixture
def limited(own) -> Client:
    """An editor who may change one page and no other."""
    group = Group.objects.create(name="一门课")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(
        group=group, page=own.page_ptr, permission=Permission.objects.get(codename="change_page")
    )
    user = UserFactory()
    user.groups.add(group)
    return signed_in(user)


@pytest.mark.abuse("C04")
@pytest.mark.parametrize(
    "address",
    ["edit/", "edit/preview/", "view_draft/", "history/", "history/results/", "usage/",
     "revisions/{revision}/view/", "revisions/{revision}/revert/", "revisions/compare/{both}/",
     "workflow_history/", "privacy/", "lock/", "unlock/", "unpublish/", "delete/", "move/",
     "move/1/confirm/", "copy/", "convert_alias/", "add_subpage/"],
)  # fmt: skip
@pytest.mark.parametrize("method", ["get", "post"])
def test_page_of_others_when_asked_for_by_a_limited_editor_then_is_refused(
    limited, others, address, method
):
    before = Page.objects.filter(pk=others.pk).values().get()
    where = address.format(revision=others.latest_revision_id, both="earliest...latest")

    response = getattr(limited, method)(f"/admin/pages/{others.pk}/{where}", form_of(others))

    assert is_turned_away(response) or is_bare_question(response, address)
    assert "别人的草稿" not in response.content.decode()
    assert Page.objects.filter(pk=others.pk).values().get() == before


def is_bare_question(response, address: str) -> bool:
    """Wagtail asks whether to move the page before it looks who is asking; it moves nothing."""
    return response.wsgi_request.method == "GET" and address == "move/1/confirm/"


def is_turned_away(response) -> bool:
    """Wagtail leads whoever may not open a screen to its first page; the log calls that a refusal."""
    return is_refused(response, 403, 404, 405) or (
        response.status_code == 302
        and response.url == "/admin/"
        and is_refused_by_the_desk(response)
    )


def is_refused_by_the_desk(response) -> bool:
    response.status_code = 403  # as the log has it
    return is_refused(response, 403)


@pytest.mark.abuse("C04")
def test_pages_of_others_when_many_are_taken_at_once_then_all_stay(limited, own, others):
    for act in ("delete", "move", "publish", "unpublish"):
        limited.post(f"/admin/bulk/wagtailcore/page/{act}/?id={others.pk}", {"chooser": 1})

    others.refresh_from_db()
    assert others.live
    assert others.get_parent().pk == own.get_parent().pk


@pytest.mark.abuse("C04")
def test_draft_of_others_when_searched_for_by_a_limited_editor_then_is_not_told(limited, others):
    for address in ("/admin/pages/search/?q=别人", "/admin/reports/site-history/",
                    "/admin/choose-page/", "/admin/choose-page/search/?q=别人",
                    "/admin/reports/workflow/", "/admin/"):  # fmt: skip
        page = limited.get(address).content.decode()
        assert "别人的草稿" not in page, address


@pytest.mark.abuse("C04")
@pytest.mark.parametrize(
    "address",
    ["/admin/users/", "/admin/users/new/", "/admin/users/edit/{user}/", "/admin/users/delete/{user}/",
     "/admin/users/history/{user}/", "/admin/users/results/", "/admin/groups/", "/admin/groups/new/",
     "/admin/groups/edit/1/", "/admin/bulk/people/user/delete/?id={user}",
     "/admin/bulk/people/user/assign_role/?id={user}",
     "/admin/bulk/people/user/set_active_state/?id={user}", "/admin/sites/", "/admin/sites/new/",
     "/admin/collections/", "/admin/collections/add/", "/admin/workflows/list/",
     "/admin/workflows/add/", "/admin/workflows/tasks/index/", "/admin/redirects/",
     "/admin/redirects/add/", "/admin/redirects/import/", "/admin/locales/", "/admin/snippets/",
     "/admin/users/chooser/", "/admin/users/chooser/results/",
     "/admin/reports/locked/", "/admin/reports/page-types-usage/"],
)  # fmt: skip
@pytest.mark.parametrize("method", ["get", "post"])
def test_screen_of_the_administration_when_asked_for_by_a_trainer_then_is_refused(
    desk, address, method
):
    victim = UserFactory(first_name="某教师")

    response = getattr(desk, method)(address.format(user=victim.pk), {"is_active": "", "role": 1})

    assert is_turned_away(response)
    victim.refresh_from_db()
    assert victim.is_active
    assert not victim.groups.exists()


@pytest.mark.abuse("C04")
def test_people_when_a_trainer_looks_at_every_list_of_the_desk_then_are_not_among_them(
    desk, others
):
    PostFactory(teacher__name="某教师", teacher__user=UserFactory(first_name="某教师"))
    for address in ("", "pages/", "pages/search/", "reports/site-history/", "reports/aging-pages/",
                    "reports/workflow/", "images/", "documents/",
                    "images/chooser/", "documents/chooser/", "tag-autocomplete/?term=某"):  # fmt: skip
        response = desk.get(f"/admin/{address}", follow=True)
        assert response.status_code == 200
        assert "某教师" not in response.content.decode(), address


@pytest.mark.abuse("R02")
@pytest.mark.parametrize(
    "address",
    ["/audit/2025/teachers/", "/audit/2025/teachers/{number}/", "/audit/2025/export.xlsx",
     "/accounts/people/", "/accounts/people/{number}/", "/imports/", "/access-log/"],
)  # fmt: skip
def test_roster_when_asked_for_by_a_trainer_then_is_not_there(desk, address):
    """Rosters of classes come with the classes."""
    number = PostFactory(teacher__phone="13907130001").teacher.number

    assert is_refused(desk.get(address.format(number=number)), 404)
    assert is_refused(desk.post(f"/audit/2025/teachers/{number}/phone/"), 404)


@pytest.mark.abuse("C04")
@pytest.mark.parametrize("act", ["action-publish", "action-unpublish", "action-delete"])
def test_course_when_a_trainer_tries_to_publish_it_then_is_kept_as_a_draft(client, desk, own, act):
    save(desk, own, summary="未经审核", **{act: "1"})

    assert "未经审核" not in client.get(own.url).content.decode()
    assert client.get(own.url).status_code == 200


@pytest.mark.abuse("C04")
@pytest.mark.parametrize("way", ["unpublish", "delete", "privacy"])
def test_course_when_published_then_a_trainer_neither_takes_it_down_nor_hides_it(desk, own, way):
    assert is_turned_away(desk.post(f"/admin/pages/{own.pk}/{way}/", {}))

    own.refresh_from_db()
    assert own.live
    assert not own.get_view_restrictions().exists()


@pytest.mark.abuse("T04")
@pytest.mark.parametrize("kind", ["trainer", "city_officer"])
def test_own_name_when_changed_at_the_desk_then_stays_that_of_the_roster(trainer, kind):
    """It stands in the access log and in the ledger, beside what was done."""
    user = trainer if kind == "trainer" else RoleGrantFactory(user__first_name="市管").user
    sync_editor_groups(user)
    before = (user.first_name, user.last_name, user.email)
    client = signed_in(user)
    form = client.get("/admin/account/").content.decode()

    response = client.post(
        "/admin/account/",
        {"name_email-first_name": "局长", "name_email-last_name": "李", "name_email-email": "x@y.cn",
         "password-new_password1": "x", "locale-preferred_language": "zh-hans", "is_superuser": "1",
         "locale-current_time_zone": "Asia/Shanghai", "theme-theme": "light",
         "theme-contrast": "system", "theme-density": "default",
         "theme-keyboard_shortcuts": "on"},
    )  # fmt: skip

    user.refresh_from_db()
    assert response.status_code in (200, 302)
    assert "name_email" not in form
    assert (user.first_name, user.last_name, user.email) == before
    assert not user.is_superuser


DANGEROUS = {
    "script link": ("LINK", {"url": "javascript:alert(1)"}),
    "script link in capitals": ("LINK", {"url": "JaVaScRiPt:alert(1)"}),
    "script link with a tab": ("LINK", {"url": "java\tscript:alert(1)"}),
    "data link": ("LINK", {"url": "data:text/html,<script>alert(1)</script>"}),
    "quoted link": ("LINK", {"url": '"><script>alert(1)</script>'}),
    "embed": ("EMBED", {"url": "http://127.0.0.1/x", "embedType": "video"}),
    "document": ("DOCUMENT", {"id": 1, "url": "javascript:alert(1)"}),
    "picture": ("IMAGE", {"id": "1", "src": "javascript:alert(1)", "alt": '"onerror="alert(1)'}),
    "frame": ("IFRAME", {"src": "http://127.0.0.1/"}),
    "unknown": ("SCRIPT", {"src": "http://127.0.0.1/x.js"}),
}


@pytest.mark.abuse("R05")
@pytest.mark.parametrize("entity", DANGEROUS.values(), ids=DANGEROUS.keys())
def test_text_when_it_holds_what_would_run_then_is_published_without(client, desk, own, entity):
    saved = save(desk, own, body=written("点这里", entity))
    assert saved.status_code in (302, 200) or is_refused(saved, 400)
    approve(own)

    page = client.get(own.url).content.decode().lower()

    assert ("<p>正文</p>" in page) == (saved.status_code != 302)
    for part in ("javascript:", "data:text/html", "<script>alert", "<iframe", "onerror=\"alert",
                 "<embed", "http://127.0.0.1"):  # fmt: skip
        assert part not in page


@pytest.mark.abuse("R05")
@pytest.mark.parametrize("kind", ["unstyled", "header-two", "atomic", "raw", "code-block"])
def test_text_when_it_looks_like_markup_then_is_published_as_text(client, desk, own, kind):
    markup = (
        '<script>alert(1)</script><iframe src="http://127.0.0.1/"></iframe><b onclick="x()">b</b>'
    )
    save(desk, own, body=written(markup, kind=kind))
    approve(own)

    page = client.get(own.url).content.decode()

    assert "<p>正文</p>" not in page
    assert "<script>alert" not in page
    assert "<iframe" not in page
    assert "<b onclick" not in page


@pytest.mark.abuse("R05")
@pytest.mark.parametrize(
    "body",
    ["not json", "", "[]", "null x", '{"blocks": 3}', '{"blocks": [1]}', '"x"', "\x00",
     '{"blocks": [{"text": 1}], "entityMap": {}}', "<p><script>alert(1)</script></p>",
     written("x", ("LINK", {})).replace('"0": {', '"7": {')],
)  # fmt: skip
def test_text_when_no_editor_has_written_it_then_is_not_taken(desk, own, body):
    response = save(desk, own, body=body)

    assert is_refused(response, 400)
    own.refresh_from_db()
    assert own.get_latest_revision_as_object().body[0].value.source == "<p>正文</p>"


@pytest.mark.abuse("C05")
def test_address_when_given_to_be_embedded_then_is_never_asked_and_all_read_alike(desk):
    """Whether somebody answers there is not to be told from the answer."""
    with Listener().open() as listener:
        here = complaint_about(desk, f"http://{listener.host}/")
        for address in ("http://127.0.0.1:9/", "http://169.254.169.254/latest/meta-data/",
                        "https://www.youtube.com/watch?v=x", "https://example.org/redirect"):  # fmt: skip
            assert complaint_about(desk, address) == here
        for address in ("file:///etc/passwd", "gopher://127.0.0.1/", "http://0x7f000001/",
                        "ftp://127.0.0.1/x", "http://[::1]/", "http://localhost/"):  # fmt: skip
            assert complaint_about(desk, address)

    assert listener.calls == 0
    assert not Embed.objects.exists()


def complaint_about(desk, address: str) -> str:
    """What the form for embedding says is wrong."""
    response = desk.post("/admin/embeds/chooser/upload/", {"embed-chooser-url": address})
    assert response.status_code == 200
    answer = response.json()
    assert answer["step"] == "chooser"  # not taken
    found = re.search(r'error-message">(.*?)</', answer["html"], re.DOTALL)
    return found[1].strip() if found else ""


@pytest.mark.abuse("C05")
def test_address_when_it_stands_in_a_page_then_is_never_asked(client, desk, own):
    with Listener().open() as listener:
        address = f"http://{listener.host}/x.png"
        body = written("点这里", ("LINK", {"url": address}))
        save(desk, own, body=body)
        desk.post(f"/admin/pages/{own.pk}/edit/preview/", form_of(own, body=body))
        desk.get(f"/admin/pages/{own.pk}/edit/preview/")
        approve(own)
        assert address in client.get(own.url).content.decode()

    assert listener.calls == 0


@pytest.mark.abuse("C04")
@pytest.mark.parametrize("address", ["/admin/", "/admin/pages/{page}/edit/", "/admin/users/",
                                     "/admin/bulk/people/user/delete/?id=1", "/admin/account/",
                                     "/admin/images/add/", "/admin/choose-page/"])  # fmt: skip
def test_desk_when_a_teacher_asks_for_it_then_is_not_there(own, address):
    teacher = PostFactory(teacher__user=UserFactory()).teacher.user
    address = address.format(page=own.pk)

    for method in ("get", "post"):
        assert is_refused(getattr(signed_in(teacher), method)(address), 404)
    assert leads_to_login(Client().get(address))
