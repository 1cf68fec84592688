"""Pictures, papers and the film of the first contents, kept where an editor's own uploads lie."""

from pathlib import Path

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from courses.enums import FileKind
from courses.models import LessonFile, LessonPage, Video
from portal.contents.kinds import Lesson
from portal.contents.paper.making import plan_pdf, worksheet_pdf

FOLDER = Path(__file__).parent / "files"
FILM = "two-breaths"
FILM_TITLE = "两次呼吸"
FILM_SHOWS = "傍晚的海面上，一个圆随着呼吸变大、变小，没有人物；柔和的音调随之升高、降低。"


def cover(section: str, slug: str, title: str, *, by):
    """The page's cover as a new image of the library, or None where none was drawn."""
    path = FOLDER / "covers" / section / f"{slug}.webp"
    return _image(path, f"{title}（封面）", f"{section}-{slug}", by) if path.exists() else None


def lesson_files(page: LessonPage, lesson: Lesson, *, by) -> list[LessonFile]:
    """Plan and worksheet, made anew from the lesson's text."""
    papers = (
        (FileKind.PLAN, "plan", plan_pdf(lesson, page.facts)),
        (FileKind.WORKSHEET, "worksheet", worksheet_pdf(lesson)),
    )
    return [
        LessonFile(
            kind=kind,
            document=_document(f"{lesson.title}（{kind.label}）", f"{lesson.slug}-{name}", pdf, by),
        )
        for kind, name, pdf in papers
    ]


def film(*, by) -> Video:
    """The film of two breaths, once in the library however often it is asked for."""
    known = Video.objects.filter(title=FILM_TITLE).first()
    if known:
        return known
    folder = FOLDER / "film"
    captions = (folder / f"{FILM}.zh.vtt").read_text(encoding="utf-8")
    return Video.objects.create(
        title=FILM_TITLE,
        file=ContentFile((folder / f"{FILM}.mp4").read_bytes(), name=f"{FILM}.mp4"),
        captions=ContentFile(captions.encode(), name=f"{FILM}.zh.vtt"),
        poster=_image(folder / f"{FILM}.webp", f"{FILM_TITLE}（视频封面）", FILM, by),
        transcript=f"画面：{FILM_SHOWS}\n\n{_words(captions)}",
        uploaded_by=by,
    )


def _words(captions: str) -> str:
    """What the captions say, without their times."""
    lines = captions.splitlines()[1:]
    return "\n".join(line for line in lines if line and "-->" not in line)


def _image(path: Path, title: str, name: str, by):
    file = ContentFile(path.read_bytes(), name=f"{name}{path.suffix}")
    return get_image_model().objects.create(title=title, file=file, uploaded_by_user=by)


def _document(title: str, name: str, pdf: bytes, by):
    document = get_document_model()(
        title=title, file=ContentFile(pdf, name=f"{name}.pdf"), uploaded_by_user=by
    )
    document.save()
    document.get_file_size()
    document.get_file_hash()
    return document
