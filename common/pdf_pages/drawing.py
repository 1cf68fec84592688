"""Draws the first pages of one PDF: started as a process of its own by process.py.

    python -I drawing.py PDF FOLDER LIMITS

Files come from people, and a reader of PDF is a large thing written in C: whatever a file does to
it, only this process ends. It knows neither the project nor its secrets. LIMITS is JSON, as
process.Limits. Leaves 1-large.webp, 1-small.webp and so on, and last of all pages.json with the
number of pages of the file and the sizes of the large pictures. Ends with 0 if there is at least one.
"""

import json
import os
import resource
import sys
import time
from pathlib import Path

WHITE = (255, 255, 255, 255)
QUALITY = 70


def limit_this_process(limits: dict) -> None:
    for kind, most in (
        (resource.RLIMIT_AS, limits["memory_bytes"]),
        (resource.RLIMIT_CPU, limits["seconds"]),
        (resource.RLIMIT_FSIZE, limits["picture_bytes"]),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    os.nice(10)  # people who wait for a page go first


def scale_for(width: float, height: float, limits: dict) -> float:
    """Fits the page into the picture's width, and a page like a banner into its height."""
    return min(limits["width"] / width, limits["tallest"] / height)


def draw(path: str, folder: Path, limits: dict) -> tuple[int, list[tuple[int, int]]]:
    """The number of pages, and the sizes of those drawn before the time was up."""
    import pypdfium2  # after the limits are set

    started = time.monotonic()
    sizes = []
    document = pypdfium2.PdfDocument(path)
    count = len(document)
    for index in range(min(count, limits["pages"])):
        if time.monotonic() - started > limits["patience"]:
            break
        page = document[index]
        scale = scale_for(*page.get_size(), limits)
        picture = page.render(scale=scale, fill_color=WHITE, may_draw_forms=False).to_pil()
        picture = picture.convert("RGB")
        picture.save(folder / f"{index + 1}-large.webp", quality=QUALITY)
        sizes.append(picture.size)
        small = (limits["small_width"], limits["tallest"])
        picture.thumbnail(small, reducing_gap=2.0)
        picture.save(folder / f"{index + 1}-small.webp", quality=QUALITY)
        page.close()
    return count, sizes


def main() -> int:
    path, folder, limits = sys.argv[1], Path(sys.argv[2]), json.loads(sys.argv[3])
    limit_this_process(limits)
    count, sizes = draw(path, folder, limits)
    (folder / "pages.json").write_text(json.dumps({"count": count, "sizes": sizes}))
    return 0 if sizes else 1


if __name__ == "__main__":
    sys.exit(main())
