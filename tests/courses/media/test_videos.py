"""Films: what an editor may bring in, and what a page makes of it."""

import re
from pathlib import Path

import pytest
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from courses.models import Video
from people.services.accounts import sync_editor_groups
from tests.factories.lessons import VideoFactory, add_lesson
from tests.factories.people import RoleGrantFactory

FILM = Path(__file__).resolve().parents[2] / "data" / "film"
MP4 = (FILM / "clock.mp4").read_bytes()
VTT = (FILM / "clock.vtt").read_bytes()
pytestmark = pytest.mark.django_db

LIST, ADD = "wagtailsnippets_courses_video:list", "wagtailsnippets_courses_video:add"
EDIT, DELETE = "wagtailsnippets_courses_video:edit", "wagtailsnippets_courses_video:delete"
BILIBILI = "https://www.bilibili.com/video/BV1xx411c7mD/"


def with_role(**traits):
    user = RoleGrantFactory(**traits).user
    sync_editor_groups(user)
    return user


@pytest.fixture
def trainer(db):
    return with_role(trainer=True)


@pytest.fixture
def desk(client, trainer):
    client.force_login(trainer)
    return client


def form(**changes) -> dict:
    """What the form sends for a film with captions; a file is its name and content."""
    data = {
        "title": "课堂片段",
        "file": ("film.mp4", MP4),
        "captions": ("film.vtt", VTT),
        "address": "",
        "minutes": "",
        "transcript": "",
        "poster": "",
        **changes,
    }
    return {
        name: SimpleUploadedFile(*value) if isinstance(value, tuple) else value
        for name, value in data.items()
        if value is not None
    }


def refusals(response) -> str:
    assert response.status_code == 200
    found = re.findall(r'class="error-message"[^>]*>(.*?)</', response.content.decode(), re.S)
    return " ".join(text.strip() for text in found)


def test_film_when_added_by_a_trainer_then_lies_under_a_made_up_name(desk, trainer):
    name = "../\u202e课堂‮4pm.mp4"
    response = desk.post(reverse(ADD), form(file=(name, MP4)))

    assert response.status_code == 302
    video = Video.objects.get()
    assert re.fullmatch(r"video/[0-9a-f]{32}\.mp4", video.file.name)
    assert re.fullmatch(r"video/[0-9a-f]{32}\.vtt", video.captions.name)
    assert video.uploaded_by == trainer


def test_film_when_on_a_platform_of_the_list_then_needs_no_file(desk):
    desk.post(reverse(ADD), form(file=None, captions=None, address=BILIBILI))

    assert Video.objects.get().film.platform == "哔哩哔哩"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"file": ("film.mp4", b"<html>")}, "文件内容不是 MP4 或 WebM 视频"),
        ({"file": ("film.webm", MP4)}, "文件内容不是 MP4 或 WebM 视频"),
        ({"file": ("film.exe", MP4)}, "文件内容不是 MP4 或 WebM 视频"),
        ({"captions": ("film.vtt", b"1\n00:01,000 --> 00:02,000\n")}, "WebVTT"),
        ({"captions": ("film.srt", VTT)}, "WebVTT"),
        ({"captions": None}, "须配字幕"),
        ({"file": None, "captions": None}, "请上传视频文件，或填写平台网址"),
        ({"file": None, "address": BILIBILI}, "字幕须与上传的视频配合使用"),
        ({"address": "https://www.youtube.com/watch?v=dQw4w9WgXcQ"}, "播放页网址"),
        ({"address": "https://b23.tv/abc"}, "短网址"),
        ({"address": "http://127.0.0.1/video/BV1xx411c7mD/"}, "播放页网址"),
    ],
)
def test_film_when_something_is_wrong_with_it_then_is_refused_with_the_reason(desk, changes, told):
    assert told in refusals(desk.post(reverse(ADD), form(**changes)))
    assert not Video.objects.exists()


def test_film_when_nothing_is_said_in_it_then_a_text_of_what_is_seen_will_do(desk):
    desk.post(reverse(ADD), form(captions=None, transcript="一支蜡烛慢慢变暗。"))

    assert Video.objects.get().transcript == "一支蜡烛慢慢变暗。"


@pytest.mark.parametrize(
    ("setting", "field"), [("VIDEO_LARGEST_MB", "file"), ("CAPTIONS_LARGEST_MB", "captions")]
)
def test_file_when_larger_than_the_settings_allow_then_is_refused(desk, settings, setting, field):
    setattr(settings, setting, 1)
    head = {"file": MP4, "captions": VTT}[field]
    name = {"file": "film.mp4", "captions": "film.vtt"}[field]
    response = desk.post(reverse(ADD), form(**{field: (name, head + bytes(1024 * 1024))}))

    assert "文件超过了 1 MB" in refusals(response)


def test_form_when_opened_then_says_the_limit_and_what_not_to_show(desk):
    page = desk.get(reverse(ADD)).content.decode()

    assert "不超过 300 MB" in page
    assert "不得出现能辨认出学生的面部或姓名" in page


def test_film_when_large_and_its_suffix_is_longer_than_a_disk_takes_then_is_refused(desk):
    data = MP4 + bytes(6 * 1024 * 1024)

    assert refusals(desk.post(reverse(ADD), form(file=("a." + "x" * 250, data))))
    assert not Video.objects.exists()


def test_film_when_too_large_for_the_memory_then_is_taken(desk):
    desk.post(reverse(ADD), form(file=("a.mp4", MP4 + bytes(6 * 1024 * 1024))))

    assert Video.objects.get().file.size > 6 * 1024 * 1024


def test_uploads_of_films_when_too_many_then_wait(desk, settings):
    settings.RATE_LIMITS = {"upload": "1/1"}
    caches["default"].clear()
    screens = (ADD, "wagtailsnippetchoosers_courses_video:create")

    assert desk.post(reverse(screens[0]), {}).status_code == 200
    assert [desk.post(reverse(screen), {}).status_code for screen in screens] == [429, 429]


def test_file_when_replaced_then_the_old_one_is_deleted(desk, django_capture_on_commit_callbacks):
    desk.post(reverse(ADD), form())
    video = Video.objects.get()
    storage, old, captions = video.file.storage, video.file.name, video.captions.name
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(reverse(EDIT, args=[video.pk]), form(captions=None))

    video.refresh_from_db()
    assert video.file.name != old
    assert not storage.exists(old)
    assert storage.exists(video.file.name)
    assert video.captions.name == captions


def test_film_when_deleted_then_its_files_are_deleted(desk, django_capture_on_commit_callbacks):
    desk.post(reverse(ADD), form())
    video = Video.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(reverse(DELETE, args=[video.pk]))

    assert not Video.objects.exists()
    assert not video.file.storage.exists(video.file.name)
    assert not video.captions.storage.exists(video.captions.name)


def test_film_when_it_is_somebody_elses_then_only_who_publishes_changes_it(client, trainer):
    video = VideoFactory(uploaded_by=trainer)
    answers = {}
    for name, user in {
        "owner": trainer,
        "other": with_role(trainer=True),
        "city": with_role(),
    }.items():
        client.force_login(user)
        answers[name] = [
            client.get(reverse(screen, args=[video.pk])).status_code for screen in (EDIT, DELETE)
        ]

    assert answers == {"owner": [200, 200], "other": [302, 302], "city": [200, 200]}


@pytest.mark.parametrize(
    "traits", [{"school_admin": True}, {"unit_officer": True}, {"auditor": True}]
)
def test_films_when_opened_by_who_edits_no_pages_then_are_not_there(client, traits):
    video = VideoFactory()
    client.force_login(with_role(**traits))

    for address in (reverse(LIST), reverse(ADD), reverse(EDIT, args=[video.pk])):
        assert client.get(address).status_code == 404


def test_chooser_when_a_film_is_made_in_it_then_notes_who_brought_it(desk, trainer):
    address = reverse("wagtailsnippetchoosers_courses_video:create")
    data = {f"video-chooser-form-{name}": value for name, value in form().items()}
    response = desk.post(address, {**form(), **data})

    assert response.json()["step"] == "chosen"
    assert Video.objects.get().uploaded_by == trainer


def page_with(video, client):
    response = client.get(add_lesson(video=video).url)
    policy = response.headers["Content-Security-Policy"]
    return response.content.decode(), dict(
        part.strip().split(" ", 1) for part in policy.split(";") if " " in part.strip()
    )


def own_film(**fields) -> Video:
    return VideoFactory(
        address="",
        file=ContentFile(MP4, name="a.mp4"),
        captions=ContentFile(VTT, name="a.vtt"),
        **fields,
    )


def test_page_when_its_film_is_our_own_then_has_a_player_with_captions(client):
    page, policy = page_with(own_film(transcript="第一句。\n\n第二句。"), client)

    player = re.search(r"<video.*?</video>", page, re.S)[0]
    assert 'controls preload="none"' in player
    assert re.search(r'<source src="/media/video/[0-9a-f]{32}\.mp4" type="video/mp4">', player)
    assert re.search(
        r'<track kind="captions" srclang="zh" label="中文" src="\S+\.vtt" default>', player
    )
    assert "<p>第一句。</p>" in page
    assert policy["media-src"] == "'self'"
    assert policy["frame-src"] == "'none'"


def test_page_when_its_film_is_on_a_platform_then_links_and_frames_that_host_alone(client):
    page, policy = page_with(VideoFactory(address=BILIBILI), client)

    link = re.search(r'<a class="film-link".*?</a>', page, re.S)[0]
    assert 'href="https://www.bilibili.com/video/BV1xx411c7mD/?p=1"' in link
    assert "在哔哩哔哩观看" in link
    assert "<iframe" not in page
    assert "js/film.js" in page
    assert policy["frame-src"] == "https://player.bilibili.com"


def test_page_when_the_platform_has_no_player_for_others_then_only_links(client):
    address = "https://tv.cctv.com/2023/05/12/VIDEabcdefghij0123456789.shtml"
    page, policy = page_with(VideoFactory(address=address), client)

    assert f'href="{address}"' in page
    assert "data-frame" not in page
    assert policy["frame-src"] == "'none'"


def test_page_when_its_film_has_an_address_of_no_platform_then_shows_no_link_to_it(client):
    video = VideoFactory()
    Video.objects.update(address="https://evil.example/video")
    video.refresh_from_db()
    page, policy = page_with(video, client)

    assert "evil.example" not in page
    assert policy["frame-src"] == "'none'"


def test_page_when_kept_for_anybody_then_still_lets_the_player_in(client, settings):
    settings.PAGE_CACHE_SECONDS = 900
    caches["pages"].clear()
    lesson = add_lesson(video=VideoFactory(address=BILIBILI))
    policies = set()
    for headers in ({}, {}, {"If-None-Match": client.get(lesson.url).headers["ETag"]}):
        response = client.get(lesson.url, headers=headers)
        policies.add("frame-src https://player.bilibili.com" in str(response.headers))
    caches["pages"].clear()

    assert response.status_code == 304
    assert policies == {True}


def test_page_when_previewed_at_the_desk_then_shows_files_and_film(desk, lesson, plan, rf, trainer):
    lesson.video = VideoFactory(address=BILIBILI)
    request = rf.get("/")
    request.user = trainer
    response = lesson.make_preview_request(request, "")

    assert "课件与材料" in response.content.decode()
    assert "film-link" in response.content.decode()
