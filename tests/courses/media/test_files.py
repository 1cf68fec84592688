"""A lesson's files at once, and the pages of one: for whom, and what is in them."""

import zipfile
from io import BytesIO
from urllib.parse import unquote

import pytest
from django.contrib.auth.models import Group
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from courses.enums import FileKind
from courses.media.counting import add, counts_of
from courses.media.previews.keeping import make_preview
from tests.factories.lessons import DocumentFactory, add_lesson, attach
from tests.factories.people import RoleGrantFactory, SchoolFactory, UserFactory
from tests.pdfs import pdf


def zip_of(client, lesson):
    response = client.get(reverse("lesson-files", args=[lesson.pk]))
    assert response.status_code == 200
    data = b"".join(response.streaming_content)
    assert response.headers["Content-Length"] == str(len(data))
    return response, zipfile.ZipFile(BytesIO(data))


def addresses(lesson, document) -> list[str]:
    """All that shows or hands out something of the document beside itself."""
    return [
        reverse("lesson-files", args=[lesson.pk]),
        reverse("lesson-file-page", args=[lesson.pk, document.pk, 1]),
        reverse("lesson-file-picture", args=[lesson.pk, document.pk, 1, "large"]),
        reverse("lesson-file-picture", args=[lesson.pk, document.pk, 1, "small"]),
    ]


def codes(client, lesson, document) -> set[int]:
    return {client.get(address).status_code for address in addresses(lesson, document)}


@pytest.fixture
def drawn(plan):
    make_preview(plan)
    return plan


def test_zip_when_taken_then_holds_the_files_by_kind_and_title_and_a_note(client, lesson, plan):
    attach(lesson, DocumentFactory(title="学习单.docx", name="a.docx"), FileKind.WORKSHEET)
    response, archive = zip_of(client, lesson)

    assert archive.namelist() == ["说明.txt", "教学设计-教学设计稿.pdf", "活动单-学习单.docx"]
    assert archive.read("教学设计-教学设计稿.pdf") == pdf(2)
    assert response.headers["Content-Type"] == "application/zip"
    assert "情绪的温度.zip" in unquote(response.headers["Content-Disposition"])


def test_note_in_the_zip_when_read_then_says_whose_the_files_are(client, plan, lesson):
    original = add_lesson("原来的课", author="欧阳静")
    lesson.school = SchoolFactory(name="东区小学")
    lesson.adapted_from = original
    lesson.save()
    _response, archive = zip_of(client, lesson)

    note = archive.read("说明.txt").decode("utf-8-sig").split("\r\n")
    assert note[0] == "情绪的温度"
    assert "作者：陈望" in note
    assert "学校：东区小学" in note
    assert "改编自：原来的课（欧阳静）" in note
    assert "使用许可：知识共享 署名—非商业性使用—相同方式共享 4.0" in note
    assert "https://creativecommons.org/licenses/by-nc-sa/4.0/" in note
    assert "网址：http://testserver/lessons/情绪的温度/" in note


def test_zip_when_titles_are_alike_or_strange_then_names_are_safe_and_apart(client, lesson):
    for title in ("课件", "课件", '../..\\a:b*?"<>|', "  .  ", "长" * 200, "a\u202efdp"):
        attach(lesson, DocumentFactory(title=title, name="a.txt"), FileKind.SLIDES)
    _response, archive = zip_of(client, lesson)

    names = archive.namelist()[1:]
    assert names[:2] == ["课件-课件.txt", "课件-课件（2）.txt"]
    assert len(set(names)) == 6
    for name in names:
        assert not set('/\\:*?"<>|\u202e') & set(name)
        assert len(name.encode()) <= 255


def test_zip_when_asked_for_in_english_then_is_the_same_in_chinese(client, lesson, plan, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    _response, archive = zip_of(client, lesson)

    assert archive.namelist() == ["说明.txt", "教学设计-教学设计稿.pdf"]


def test_zip_when_one_file_is_gone_from_the_disk_then_holds_the_others(client, lesson, plan):
    gone = DocumentFactory(title="不在了", name="gone.txt")
    attach(lesson, gone)
    gone.file.storage.delete(gone.file.name)
    _response, archive = zip_of(client, lesson)

    assert archive.namelist() == ["说明.txt", "教学设计-教学设计稿.pdf"]


def test_zip_when_only_its_head_is_asked_for_then_tells_its_length(client, lesson, plan):
    address = reverse("lesson-files", args=[lesson.pk])
    response = client.head(address)

    assert response.content == b""
    assert response.headers["Content-Length"] == client.get(address).headers["Content-Length"]
    assert counts_of(lesson).downloads == 1


def test_zip_when_asked_for_too_often_then_waits(client, lesson, plan, settings):
    settings.RATE_LIMITS = {"download": "2/1"}
    caches["default"].clear()
    address = reverse("lesson-files", args=[lesson.pk])

    assert [client.get(address).status_code for _ in range(3)] == [200, 200, 429]


def test_zip_when_the_lesson_has_no_files_then_is_not_there(client, lesson):
    assert client.get(reverse("lesson-files", args=[lesson.pk])).status_code == 404


def test_files_when_the_lesson_is_published_then_are_for_everybody(client, lesson, drawn):
    assert codes(client, lesson, drawn) == {200}


def test_files_when_the_lesson_is_a_draft_then_are_for_who_writes_it(client, lesson, drawn):
    author = UserFactory()
    lesson.owner = author
    lesson.save()
    lesson.unpublish()

    assert codes(client, lesson, drawn) == {404}
    client.force_login(UserFactory())
    assert codes(client, lesson, drawn) == {404}
    client.force_login(author)
    assert codes(client, lesson, drawn) == {200}


def test_files_when_the_page_is_for_a_group_then_are_for_that_group(client, lesson, drawn):
    group = Group.objects.create(name="试用教师")
    restriction = PageViewRestriction.objects.create(
        page=lesson, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(group)
    member = UserFactory()
    member.groups.add(group)

    assert codes(client, lesson, drawn) == {404}
    client.force_login(member)
    assert codes(client, lesson, drawn) == {200}


def test_files_when_their_collection_is_for_signed_in_people_then_others_get_none(
    client, lesson, drawn
):
    collection = Collection.get_first_root_node().add_child(name="内部材料")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    drawn.collection = collection
    drawn.save()

    assert codes(client, lesson, drawn) == {404}
    assert "leaves" not in client.get(lesson.url).content.decode()
    client.force_login(UserFactory())
    assert codes(client, lesson, drawn) == {200}


def test_pages_when_the_file_is_another_by_now_then_are_not_shown(client, lesson, drawn):
    drawn.file_hash = "0" * 40
    drawn.save()

    assert client.get(addresses(lesson, drawn)[1]).status_code == 404
    assert "leaves" not in client.get(lesson.url).content.decode()


def test_pages_when_the_document_belongs_to_another_lesson_then_are_not_there(client, drawn):
    other = add_lesson("另一节课")

    assert codes(client, other, drawn) == {404}


@pytest.mark.parametrize("number", [0, 3, 99999])
def test_page_when_the_file_has_no_such_page_then_is_not_there(client, lesson, drawn, number):
    for name, more in (("lesson-file-page", []), ("lesson-file-picture", ["large"])):
        address = reverse(name, args=[lesson.pk, drawn.pk, number, *more])
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("size", ["huge", "..", "large%00"])
def test_picture_when_of_an_unknown_size_then_is_not_there(client, lesson, drawn, size):
    address = f"/lessons/{lesson.pk}/files/{drawn.pk}/1-{size}.webp"

    assert client.get(address).status_code == 404


def test_picture_when_asked_for_again_then_is_not_sent_again(client, lesson, drawn):
    address = addresses(lesson, drawn)[2]
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["Content-Type"] == "image/webp"
    assert first.headers["Cache-Control"] == "private, max-age=3600"
    assert again.status_code == 304


def test_page_of_a_file_when_opened_then_leads_to_those_beside_it(client, lesson, drawn):
    first = client.get(addresses(lesson, drawn)[1]).content.decode()
    last = client.get(reverse("lesson-file-page", args=[lesson.pk, drawn.pk, 2])).content.decode()

    assert "第 1 页，共 2 页" in first
    assert 'rel="next"' in first
    assert 'rel="prev"' not in first
    assert 'rel="prev"' in last
    assert 'rel="next"' not in last
    assert 'alt="第 2 页"' in last


@pytest.mark.parametrize("count", [1, 3])
def test_lesson_page_when_it_has_more_files_then_asks_no_more_questions(client, lesson, count):
    for number in range(count):
        document = DocumentFactory(name="plan.pdf", content=pdf(), title=f"材料{number}")
        attach(lesson, document)
        make_preview(document)
    client.get(lesson.url)  # what is asked once for each process

    with CaptureQueriesContext(connection) as queries:
        page = client.get(lesson.url).content.decode()

    assert page.count('class="leaves"') == count
    about_files = [
        query["sql"]
        for query in queries
        if "courses_lessonfile" in query["sql"]
        or "wagtaildocs_" in query["sql"]
        or "courses_documentpreview" in query["sql"]
    ]
    assert len(about_files) == 2


@pytest.mark.parametrize("count", [1, 3])
def test_zip_when_it_has_more_files_then_asks_no_more_questions(client, lesson, count):
    for number in range(count):
        attach(lesson, DocumentFactory(title=f"材料{number}"))
    client.get(reverse("lesson-files", args=[lesson.pk]))

    with CaptureQueriesContext(connection) as queries:
        zip_of(client, lesson)

    assert len(queries) == 6


def test_use_by_month_when_looked_for_then_is_for_the_author_and_editors(client, lesson):
    add(lesson.pk, views=3)
    author = UserFactory()
    lesson.owner = author
    lesson.save()

    def is_told(user) -> bool:
        client.force_login(user)
        return "近几个月的使用情况" in client.get(lesson.url).content.decode()

    assert "浏览 3 次" in client.get(lesson.url).content.decode()
    assert is_told(author)
    assert is_told(RoleGrantFactory(trainer=True).user)
    assert not is_told(UserFactory())
