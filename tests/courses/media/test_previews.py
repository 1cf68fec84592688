"""Pages of a PDF as pictures: made in the background, never at the price of anything else."""

import os
import zlib
from io import BytesIO
from random import Random

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from PIL import Image
from pypdf import PdfReader, PdfWriter

from common.pdf_pages.process import NOTHING, Limits, draw_pages
from courses.media.jobs import draw_document
from courses.media.previews.keeping import make_preview, picture_path
from courses.models import DocumentPreview
from tests.factories.lessons import DocumentFactory
from tests.pdfs import pdf

MB = 1024 * 1024


@pytest.fixture
def drawn(tmp_path):
    """What becomes of a PDF, and the folder with the pictures."""

    def draw(data: bytes, **limits):
        path, folder = tmp_path / "sent.pdf", tmp_path / "pages"
        path.write_bytes(data)
        folder.mkdir(exist_ok=True)
        return draw_pages(path, folder, Limits(**limits)), folder

    return draw


def locked_pdf() -> bytes:
    writer, made = PdfWriter(PdfReader(BytesIO(pdf()))), BytesIO()
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(made)
    return made.getvalue()


def raw_pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, the first of which is its catalogue; without a table of where they are."""
    bodies = b"".join(b"%d 0 obj\n%s\nendobj\n" % pair for pair in enumerate(objects, 1))
    return b"%PDF-1.7\n" + bodies + b"trailer << /Root 1 0 R >>\n%%EOF"


def pages_in_a_circle() -> bytes:
    return raw_pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [2 0 R] /Count 1000000 /Parent 2 0 R >>",
    )


def picture_bomb() -> bytes:
    """A picture of 40,000 by 40,000 points, 4.8 GB once unpacked, in a few hundred kB."""
    rows = zlib.compress(bytes(40_000 * 3 * 2000), 9)
    picture = (
        b"<< /Type /XObject /Subtype /Image /Width 40000 /Height 40000 /ColorSpace /DeviceRGB"
        b" /BitsPerComponent 8 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
    )
    return raw_pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
        b" /Resources << /XObject << /P 5 0 R >> >> >>",
        b"<< /Length 29 >>\nstream\nq 600 0 0 800 0 0 cm /P Do Q\nendstream",
        picture % (len(rows), rows),
    )


def endless_drawing() -> bytes:
    """Forms that call forms, ten deep and ten wide: ten thousand million strokes."""
    forms = []
    for level in range(10):
        below = b"/F%d Do " % (level + 6)
        stream = below * 10 if level < 9 else b"0 0 m 600 800 l S "
        forms.append(
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /XObject"
            b" << /F%d %d 0 R >> >> /Length %d >>\nstream\n%s\nendstream"
            % (level + 6, level + 6, len(stream), stream)
        )
    return raw_pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
        b" /Resources << /XObject << /F5 5 0 R >> >> >>",
        b"<< /Length 7 >>\nstream\n/F5 Do \nendstream",
        *forms,
    )


def test_pages_when_drawn_then_are_two_pictures_each(drawn):
    found, folder = drawn(pdf(2))

    assert found.count == 2
    assert found.sizes == [(960, 1358), (960, 1358)]
    assert sorted(os.listdir(folder)) == [
        "1-large.webp", "1-small.webp", "2-large.webp", "2-small.webp", "pages.json",
    ]  # fmt: skip
    with Image.open(folder / "1-large.webp") as large, Image.open(folder / "1-small.webp") as small:
        assert (large.format, large.size) == ("WEBP", (960, 1358))
        assert small.size[0] == 240


def test_pages_when_there_are_many_then_the_first_are_drawn_and_all_are_counted(drawn):
    found, _folder = drawn(pdf(23), pages=3)

    assert (found.count, len(found.sizes)) == (23, 3)


@pytest.mark.parametrize("size", [(10, 14400), (14400, 10), (14400, 14400), (1, 1)])
def test_page_when_of_a_strange_size_then_fits_into_the_picture(drawn, size):
    found, _folder = drawn(pdf(1, size=size))

    width, height = found.sizes[0]
    assert width <= 960
    assert height <= 2400


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7",
        b"%PDF-1.7\n" + b"junk " * 10_000,
        Random(1).randbytes(50_000),
        pdf(3)[:700],
        pdf(3)[700:],
        locked_pdf(),
        pages_in_a_circle(),
        raw_pdf(b"<< /Type /Catalog >>"),
        raw_pdf(b"[" * 100_000),
    ],
    ids=range(10),
)
def test_file_when_it_is_no_good_pdf_then_has_no_preview(drawn, data):
    assert drawn(data)[0] == NOTHING


def test_picture_in_a_file_when_it_would_fill_the_memory_then_ends_only_the_drawing(drawn):
    """Either nothing is drawn or the picture is left out; what counts is that memory has its limit."""
    found, _folder = drawn(picture_bomb(), memory_bytes=600 * MB, seconds=30)

    assert found.count in (0, 1)


def test_drawing_when_it_takes_too_long_then_is_cut_off(drawn):
    assert drawn(endless_drawing(), seconds=2)[0] == NOTHING


def test_drawing_when_the_time_is_up_between_pages_then_keeps_what_it_has(drawn):
    assert drawn(pdf(3), patience=-1)[0] == NOTHING


def test_pictures_when_too_large_for_the_disk_then_there_is_no_preview(drawn):
    assert drawn(pdf(1), picture_bytes=1000)[0] == NOTHING


def test_document_when_uploaded_then_is_drawn_once_that_is_committed(
    plan, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        plan.save()

    preview = DocumentPreview.objects.get(document=plan)
    assert (preview.drawn_from, preview.page_count) == (plan.file_hash, 2)
    assert picture_path(preview, 2, "large").is_file()


def test_document_when_only_its_title_changes_then_is_not_drawn_again(
    plan, django_capture_on_commit_callbacks
):
    folder = make_preview(plan).folder
    plan.title = "另一个标题"
    with django_capture_on_commit_callbacks(execute=True):
        plan.save()

    assert DocumentPreview.objects.get().folder == folder


def test_document_when_not_a_pdf_then_is_not_drawn(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        DocumentFactory(name="notes.txt")

    assert not DocumentPreview.objects.exists()


def test_document_when_given_another_file_then_shows_that_and_the_old_pictures_go(
    plan, django_capture_on_commit_callbacks
):
    before = make_preview(plan)
    plan.file = ContentFile(pdf(3), name="plan.pdf")
    plan._set_document_file_metadata()
    with django_capture_on_commit_callbacks(execute=True):
        plan.save()

    after = DocumentPreview.objects.get(document=plan)
    assert after.page_count == 3
    assert picture_path(after, 3, "small").is_file()
    assert not picture_path(before, 1, "large").parent.exists()


def test_document_when_deleted_then_its_pictures_are_deleted(
    db, django_capture_on_commit_callbacks
):
    document = DocumentFactory(name="plan.pdf", content=pdf())
    preview = make_preview(document)
    with django_capture_on_commit_callbacks(execute=True):
        document.delete()

    assert not picture_path(preview, 1, "large").parent.exists()


def test_document_when_it_cannot_be_drawn_then_is_not_tried_for_ever(db):
    document = DocumentFactory(name="plan.pdf", content=b"%PDF-1.7 broken")
    preview = make_preview(document)

    assert (preview.sizes, preview.folder) == ([], "")
    draw_document.func(document.pk)
    assert DocumentPreview.objects.get().pk == preview.pk


def test_document_when_its_file_is_gone_then_has_no_preview_and_no_error(plan):
    os.remove(plan.file.path)

    assert make_preview(plan).sizes == []


def test_job_when_run_twice_or_for_a_document_that_is_gone_then_does_no_harm(plan, media_root):
    draw_document.func(plan.pk)
    folder = DocumentPreview.objects.get().folder
    draw_document.func(plan.pk)
    draw_document.func(999_999)

    assert DocumentPreview.objects.get().folder == folder
    assert os.listdir(media_root / "previews") == [folder]


def test_command_when_previews_are_missing_then_draws_them_without_a_worker(plan, capsys):
    DocumentFactory(name="broken.pdf", content=b"%PDF-1.7 broken")
    call_command("make_previews")

    assert "生成了 1 个文件的预览，1 个文件不能预览" in capsys.readouterr().out
    call_command("make_previews")
    assert "生成了 0 个文件的预览，0 个文件不能预览" in capsys.readouterr().out
    call_command("make_previews", "--again")
    assert "生成了 1 个文件的预览" in capsys.readouterr().out
