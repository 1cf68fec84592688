"""Sends a film, its captions, or a stretch of them."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, parse_http_date_safe, quote_etag
from django.views.decorators.http import require_safe

from courses.media.video_files import FOLDER, KINDS
from portal.media.ranges import NotSatisfiableError, wanted_range

CHUNK = 64 * 1024
YEAR = 365 * 24 * 60 * 60


@require_safe
def video_file(request, name: str):
    """`name` is one of ours: hexadecimal digits and a known suffix, so it leads to no other folder."""
    path = Path(settings.MEDIA_ROOT) / FOLDER / name
    try:
        facts = path.stat()
    except FileNotFoundError as error:
        raise Http404 from error
    etag = quote_etag(f"{facts.st_mtime_ns:x}-{facts.st_size:x}")
    changed = int(facts.st_mtime)
    response = get_conditional_response(request, etag=etag, last_modified=changed)
    if response is None:
        response = _sent(request, path, facts, etag)
        response.headers["Content-Type"] = KINDS[name.rpartition(".")[2]]
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(changed)
    response.headers["Accept-Ranges"] = "bytes"
    # Nothing else ever lies under this name.
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response


def _sent(request, path: Path, facts: os.stat_result, etag: str) -> HttpResponse:
    size = facts.st_size
    try:
        wanted = _range(request, size, etag, int(facts.st_mtime))
    except NotSatisfiableError:
        response = HttpResponse(status=416)
        response.headers["Content-Range"] = f"bytes */{size}"
        return response
    first, last = wanted or (0, size - 1)
    body = () if request.method == "HEAD" else _bytes(path, first, last)
    response = StreamingHttpResponse(body, status=206 if wanted else 200)
    response.headers["Content-Length"] = str(last - first + 1)
    if wanted:
        response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


def _range(request, size: int, etag: str, changed: int) -> tuple[int, int] | None:
    """The stretch asked for, if it is asked of the file as it is (If-Range), and by GET."""
    header = request.headers.get("Range")
    condition = request.headers.get("If-Range")
    if not header or request.method != "GET":
        return None
    if condition and condition != etag and parse_http_date_safe(condition) != changed:
        return None
    return wanted_range(header, size)


def _bytes(path: Path, first: int, last: int) -> Iterator[bytes]:
    left = last - first + 1
    with path.open("rb") as file:
        file.seek(first)
        while left > 0 and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
