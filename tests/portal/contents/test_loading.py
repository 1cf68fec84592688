"""The contents as pages of the site."""

import re
from html.parser import HTMLParser
from io import StringIO
from itertools import pairwise
from urllib.parse import urldefrag

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import call_command
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from courses.enums import FileKind, Topic
from courses.models import (
    ActivityPage,
    CoursePage,
    HomePage,
    LessonPage,
    NewsPage,
    PolicyPage,
    SectionPage,
    SitePage,
    ThemePage,
    Video,
)
from portal.contents.loading import SameHandError, load_contents
from portal.contents.sections import SECTIONS

ALL = sum(len(section.entries) for section in SECTIONS)
STUDENT_FIELD = re.compile(r"(学生姓名|姓名|学号)\s*[:：_＿]")


class Main(HTMLParser):
    """Where the links of a page's main part lead, its anchors, and the levels of its headings."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.hrefs, self.ids, self.levels = set(), set(), []
        self.feed(html[html.index("<main") : html.index("</main>")])

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        self.ids.add(named.get("id"))
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag == "a":
            self.hrefs.add(named.get("href", ""))


def leads(client, address: str) -> bool:
    """A web server sends what lies in the media folder; here it is enough that it lies there."""
    if address.startswith(settings.MEDIA_URL):
        return default_storage.exists(address.removeprefix(settings.MEDIA_URL))
    response = client.get(address)
    return response.status_code == 200 or "/accounts/login/" in response.get("Location", "")


def counts():
    models = (Page, get_image_model(), get_document_model(), Video)
    return [model.objects.count() for model in models]


def site_pages() -> list[Page]:
    pages = Page.objects.live().descendant_of(HomePage.objects.get()).specific()
    return [page for page in pages if isinstance(page, SitePage)]


def test_load_adds_every_page_and_the_words_of_the_home_page(loaded, db):
    assert loaded == ALL + 1
    home = HomePage.objects.get()
    assert home.body and "课例" in home.body


def test_load_again_changes_nothing(loaded, people, db):
    before, revisions = counts(), Page.objects.values_list("latest_revision", flat=True)
    kept = sorted(revisions, key=str)
    assert load_contents(by=people[0], approved_by=people[1], samples=True) == 0
    assert counts() == before
    assert sorted(Page.objects.values_list("latest_revision", flat=True), key=str) == kept


def test_load_again_keeps_what_an_editor_wrote_and_adds_what_is_missing(loaded, people, db):
    kept, gone = LessonPage.objects.order_by("pk")[:2]
    LessonPage.objects.filter(pk=kept.pk).update(title="编辑改过的标题")
    gone.delete()
    assert load_contents(by=people[0], approved_by=people[1], samples=True) == 1
    kept.refresh_from_db()
    assert kept.title == "编辑改过的标题"
    assert LessonPage.objects.filter(slug=gone.slug, live=True).exists()


def test_pages_are_written_by_one_and_approved_by_another(loaded, people, db):
    page = LessonPage.objects.get(slug="pause-button")
    assert page.owner == people[0]
    assert page.latest_revision.user == people[0]
    published = page.get_latest_revision()
    assert page.live_revision == published
    with pytest.raises(SameHandError):
        load_contents(by=people[0], approved_by=people[0], samples=True)


def test_every_page_has_a_summary_and_what_shows_covers_has_one(loaded, db):
    pages = site_pages()
    assert [page.slug for page in pages if not page.summary] == []
    covered = (LessonPage, CoursePage, ThemePage, ActivityPage)
    assert [p.slug for p in pages if isinstance(p, covered) and not p.cover] == []


def test_lesson_on_emotion_for_grade_eight_has_film_files_and_school(school):
    page = LessonPage.objects.for_grade(8).filter(topic=Topic.EMOTION, award="city").get()
    assert page.school == school
    assert [file.kind for file in page.files.all()] == [FileKind.PLAN, FileKind.WORKSHEET]
    assert all(file.document.file_size > 10_000 for file in page.files.all())
    assert page.video.captions and page.video.poster
    assert "吸气" in page.video.transcript
    assert page.consent


def test_pages_are_such_as_an_editor_could_save(loaded, db):
    """Within the lengths and choices of their forms, block by block."""
    for page in site_pages():
        page.full_clean()
        if body := getattr(page, "body", None):
            body.stream_block.clean(body)
        for clause in page.clauses.all() if isinstance(page, PolicyPage) else ():
            clause.full_clean()


@pytest.mark.clause("R3")
@pytest.mark.clause("R41")
def test_lessons_name_the_subject_they_are_part_of_and_their_boundary(loaded, db):
    infused = LessonPage.objects.exclude(infused_subject="")
    assert {page.infused_subject for page in infused} == {"科学", "语文"}
    for page in LessonPage.objects.all():
        notes = [block.value["title"] for block in page.body if block.block_type == "note"]
        assert notes == ["课堂边界"]


@pytest.mark.clause("R2")
def test_policy_page_shows_each_clause_under_its_anchor(loaded, client, db):
    html = client.get("/policies/wuhan-2019/").content.decode()
    main = Main(html)
    assert {f"R{number}" for number in range(1, 70)} <= main.ids
    assert PolicyPage.objects.count() == 5


def test_sections_that_invent_say_so_on_every_page(loaded, client, db):
    for page in (*NewsPage.objects.all(), *ActivityPage.objects.all()):
        assert "演示内容" in client.get(page.url).content.decode()


def test_links_of_all_pages_lead_somewhere(loaded, client, db):
    """To a page, a file or a screen; a screen may ask to sign in first."""
    seen: dict[str, set] = {}
    for page in [HomePage.objects.get(), *site_pages()]:
        main = Main(client.get(page.url).content.decode())
        for href in main.hrefs:
            address, anchor = urldefrag(href)
            if address.startswith("/") and not anchor:
                seen.setdefault(address, set()).add(page.slug)
            if not address:
                assert anchor in main.ids | {"content"}, (page.slug, href)
    broken = {address: pages for address, pages in seen.items() if not leads(client, address)}
    assert len(seen) > 80
    assert broken == {}


def test_headings_of_all_texts_skip_no_level(loaded, client, db):
    texts = [page for page in site_pages() if not isinstance(page, SectionPage)]
    assert len(texts) == ALL
    for page in texts:
        levels = Main(client.get(page.url).content.decode()).levels
        assert levels[0] == 1
        steps = [after - before for before, after in pairwise(levels)]
        assert max(steps, default=0) <= 1, page.slug


def test_no_page_has_a_place_for_a_pupil_s_name(loaded, client, db):
    for page in site_pages():
        assert not STUDENT_FIELD.search(client.get(page.url).content.decode()), page.slug


def test_command_when_run_again_adds_nothing(loaded, people, db):
    out = StringIO()
    by, approved_by = (user.username for user in people)
    call_command("load_contents", by=by, approved_by=approved_by, stdout=out)
    assert "0" in out.getvalue()
