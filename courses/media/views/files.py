"""A lesson's files all at once, and the pages of one of them."""

from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.views.decorators.http import require_safe

from common.pdf_pages.process import LARGE, SMALL
from courses.media.access import closed_collections, lesson_for_reader
from courses.media.archive import archive_name, archive_of
from courses.media.counting import count_download
from courses.media.on_page import ShownFile, legible_address, shown_files
from courses.media.previews.keeping import picture_path

HOUR = 60 * 60


@require_safe
def lesson_files(request, pk: int):
    """The zip. Its length is known before it is sent, so that browsers show how long it takes."""
    lesson = lesson_for_reader(pk, request)
    closed = closed_collections(request)
    files = [
        file
        for file in lesson.files.select_related("document")
        if file.document.collection_id not in closed
    ]
    archive = archive_of(lesson, files, legible_address(lesson, request))
    if archive is None:
        raise Http404
    if request.method == "HEAD":
        archive.close()
        response = HttpResponse(content_type="application/zip")
    else:
        count_download(lesson.pk, request)
        response = StreamingHttpResponse(archive, content_type="application/zip")
    response.headers["Content-Length"] = str(archive.length)
    response.headers["Content-Disposition"] = content_disposition_header(True, archive_name(lesson))
    return response


@require_safe
def file_page(request, pk: int, document: int, number: int):
    """One page of a file as a picture, with the ways to those before and after it."""
    lesson = lesson_for_reader(pk, request)
    shown = _shown_file(lesson, document, request)
    _need(1 <= number <= len(shown.pages))
    _number, width, height = shown.pages[number - 1]
    context = {
        "lesson": lesson,
        "file": shown,
        "number": number,
        "width": width,
        "height": height,
        "previous": number - 1,
        "next": number + 1 if number < len(shown.pages) else 0,
    }
    return render(request, "courses/file_page.html", context)


@require_safe
def file_picture(request, pk: int, document: int, number: int, size: str):
    """The picture itself, large or small. A browser keeps it for an hour; nobody in between does."""
    _need(size in (LARGE, SMALL))
    shown = _shown_file(lesson_for_reader(pk, request), document, request)
    _need(1 <= number <= len(shown.pages))
    preview = shown.preview
    etag = quote_etag(f"{preview.drawn_from}-{number}-{size}")
    response = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            picture = picture_path(preview, number, size).open("rb")
        except FileNotFoundError as error:
            raise Http404 from error
        response = FileResponse(picture, content_type="image/webp")
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"private, max-age={HOUR}"
    return response


def _shown_file(lesson, document: int, request) -> ShownFile:
    shown = next(
        (shown for shown in shown_files(lesson, request) if shown.document.pk == document), None
    )
    _need(shown is not None and shown.preview is not None)
    return shown


def _need(is_there: bool) -> None:
    if not is_there:
        raise Http404
