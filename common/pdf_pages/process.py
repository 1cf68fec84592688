"""Has the pages of a PDF drawn by a process that may fail, hang or be cut off."""

import json
import logging
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

logger = logging.getLogger(__name__)

DRAWING = Path(__file__).with_name("drawing.py")
LARGE, SMALL = "large", "small"
MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """`patience` is when no further page is begun; `seconds` of work or waiting end all of it."""

    pages: int = 20
    width: int = 960
    tallest: int = 2400
    small_width: int = 240
    patience: int = 30
    seconds: int = 60
    memory_bytes: int = 1024 * MB
    picture_bytes: int = 5 * MB


@dataclass(frozen=True, slots=True)
class Drawn:
    """`count` pages has the file; `sizes` are width and height of those that were drawn."""

    count: int
    sizes: list[tuple[int, int]]


NOTHING = Drawn(0, [])


def draw_pages(path: Path, folder: Path, limits: Limits | None = None) -> Drawn:
    """Draws into an empty folder. A file that cannot be drawn gives NOTHING, whatever the reason."""
    limits = limits or Limits()
    command = [sys.executable, "-I", str(DRAWING), str(path), str(folder)]
    try:
        ended = subprocess.run(  # noqa: S603  # our own script, no shell; the file is only named
            [*command, json.dumps(asdict(limits))],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={},
            timeout=limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        logger.info("the drawing of a document took too long")
        return NOTHING
    if ended.returncode != 0:
        logger.info("the drawing of a document ended with %s", ended.returncode)
        return NOTHING
    return _result(folder, limits)


def picture_name(number: int, size: str) -> str:
    return f"{number}-{size}.webp"


def _result(folder: Path, limits: Limits) -> Drawn:
    """What the process says it has drawn, believed as far as the files are there."""
    try:
        told = json.loads((folder / "pages.json").read_text())
        sizes = [(int(width), int(height)) for width, height in told["sizes"]][: limits.pages]
        drawn = Drawn(max(int(told["count"]), len(sizes)), sizes)
    except (OSError, ValueError, TypeError, KeyError):
        return NOTHING
    names = [
        picture_name(number, size) for number in range(1, len(sizes) + 1) for size in (LARGE, SMALL)
    ]
    return drawn if all((folder / name).is_file() for name in names) else NOTHING
