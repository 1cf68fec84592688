"""What holds for the texts themselves, before any of them is a page."""

import re
from collections import Counter
from io import BytesIO

import pytest
from PIL import Image

from courses.enums import GRADES_OF_STAGE, ActivityKind, LessonKind, Topic
from people.enums import Stage
from portal.contents.activities import ACTIVITIES
from portal.contents.courses import COURSES
from portal.contents.files import FILM, FOLDER
from portal.contents.lessons import LESSONS
from portal.contents.partners import PARTNERS
from portal.contents.policies import POLICIES
from portal.contents.sections import SECTIONS

ENTRIES = [(section.path, entry) for section in SECTIONS for entry in section.entries]
WITH_COVER = {"lessons", "courses", "themes", "activities", "research", "family", "partners"}
COVERS = sorted((FOLDER / "covers").rglob("*.webp"))
LARGEST_COVER, LARGEST_FILM = 40_000, 300_000
CUE = re.compile(r"^00:00:(\d\d\.\d{3}) --> 00:00:(\d\d\.\d{3})$", re.MULTILINE)


def by_slug(entries):
    return pytest.mark.parametrize("entry", entries, ids=lambda entry: entry.slug)


@by_slug(LESSONS)
def test_steps_of_a_lesson_take_its_minutes(entry):
    assert sum(step.minutes for step in entry.steps) == entry.minutes
    assert 4 <= len(entry.steps) <= 6
    assert len(entry.aims) == 3
    assert all(step.purpose for step in entry.steps)
    assert entry.boundary
    assert entry.reflection


def test_lessons_cover_each_topic_and_stage():
    assert {lesson.topic for lesson in LESSONS} == set(Topic)
    for first, last in GRADES_OF_STAGE.values():
        assert [entry for entry in LESSONS if first <= entry.grade_from <= entry.grade_to <= last]
    kinds = Counter(lesson.kind for lesson in LESSONS)
    assert kinds.keys() == set(LessonKind)
    assert all(bool(x.infused_subject) == (x.kind == LessonKind.INFUSED) for x in LESSONS)
    assert sum(bool(lesson.award) for lesson in LESSONS) == 2


def test_grade_eight_has_a_lesson_on_emotion_with_a_film():
    found = [x for x in LESSONS if x.topic == Topic.EMOTION and x.grade_from <= 8 <= x.grade_to]
    assert any(lesson.has_film for lesson in found)


@by_slug(COURSES)
def test_course_has_aims_units_and_hours(entry):
    assert entry.hours == sum(unit.hours for unit in entry.units) > 0
    assert len(entry.units) >= 3
    assert entry.aims
    assert all((entry.category, entry.trainer, entry.organiser, entry.audience))


def test_activities_have_every_kind_and_partners_one_of_a_kind():
    assert {activity.kind for activity in ACTIVITIES} == set(ActivityKind)
    assert len({partner.kind for partner in PARTNERS}) == len(PARTNERS)


@pytest.mark.clause("R2")
def test_policy_library_holds_the_notice_and_what_it_rests_on():
    notice, *rest = POLICIES
    assert (notice.issuer, notice.number) == ("武汉市教育局", "")
    assert notice.date.isoformat() == "2019-09-23"
    assert len(rest) == 4


def test_policy_covers_every_clause_once():
    codes = [clause.code for clause in POLICIES[0].clauses]
    assert codes == [f"R{number}" for number in range(1, 70)]
    assert all(clause.asks and clause.does for clause in POLICIES[0].clauses)


@pytest.mark.parametrize(
    ("section", "entry"), ENTRIES, ids=lambda value: getattr(value, "slug", "")
)
def test_every_page_has_a_summary_of_a_sentence_or_two(section, entry):
    assert 20 <= len(entry.summary) <= 100
    assert entry.summary.endswith("。")


def test_addresses_are_unique_in_their_section():
    assert max(Counter((section, entry.slug) for section, entry in ENTRIES).values()) == 1


def test_every_page_that_shows_a_cover_has_one_and_no_cover_is_left_over():
    wanted = {f"{section}/{x.slug}.webp" for section, x in ENTRIES if section in WITH_COVER}
    assert {path.relative_to(FOLDER / "covers").as_posix() for path in COVERS} == wanted


@pytest.mark.parametrize("path", COVERS, ids=lambda path: path.stem)
def test_cover_is_small_and_twice_as_wide_as_high(path):
    data = path.read_bytes()
    assert Image.open(BytesIO(data)).size == (960, 480)
    assert len(data) <= LARGEST_COVER


def test_film_starts_before_it_has_all_arrived_and_is_small():
    data = (FOLDER / "film" / f"{FILM}.mp4").read_bytes()
    assert len(data) <= LARGEST_FILM
    assert data[4:8] == b"ftyp"
    assert data.index(b"moov") < data.index(b"mdat")


def test_captions_follow_one_another_to_the_end_of_the_film():
    text = (FOLDER / "film" / f"{FILM}.zh.vtt").read_text(encoding="utf-8")
    cues = [(float(begins), float(ends)) for begins, ends in CUE.findall(text)]
    assert text.startswith("WEBVTT\n")
    assert cues[0][0] == 0
    assert [ends for _, ends in cues[:-1]] == [begins for begins, _ in cues[1:]]
    assert 10 <= cues[-1][1] <= 20


@pytest.mark.parametrize("stage", Stage)
def test_stage_has_three_lessons_at_least(stage):
    first, last = GRADES_OF_STAGE[stage]
    assert sum(first <= entry.grade_from <= last for entry in LESSONS) >= 3
