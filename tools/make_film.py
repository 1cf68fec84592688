"""Make the film of two breaths that belongs to the lesson on pausing, with captions and poster.

    python tools/make_film.py [--out site/portal/contents/files/film]

A circle swells and sinks over a calm sea, a soft tone rises and falls with it; nobody is to be
seen. Needs Pillow, numpy and imageio-ffmpeg, which brings its own ffmpeg; the site itself does
not. H.264 baseline, index first, so that every browser plays it while it still arrives.
"""

import argparse
import subprocess
import tempfile
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, pi, sin
from pathlib import Path

import imageio_ffmpeg
import numpy as np
from PIL import Image, ImageDraw

OUT = Path(__file__).resolve().parents[1] / "site" / "portal" / "contents" / "files" / "film"
SIZE = 640, 360
SCALE = 2
FRAMES_A_SECOND = 15
SAMPLES_A_SECOND = 24_000
POSTER_AT = 4.4
NAME = "two-breaths"


@dataclass(frozen=True)
class Part:
    """A stretch of the film: how full the breath is at its beginning and end, and its caption."""

    seconds: float
    begins: float
    ends: float
    caption: str


PARTS = (
    Part(1.5, 0, 0, "坐稳，双脚放平，肩膀放下来。"),
    Part(4, 0, 1, "跟着圆一起吸气：一、二、三、四。"),
    Part(4.5, 1, 0, "慢慢呼气，比吸气再长一点。"),
    Part(4, 0, 1, "再来一次，吸气：一、二、三、四。"),
    Part(4.5, 1, 0, "呼气，让肩膀跟着松下来。"),
    Part(1.5, 0, 0, "停顿过后，再决定下一步怎么做。"),
)
LENGTH = sum(part.seconds for part in PARTS)


def fullness(moment: float) -> float:
    """From 0 (breathed out) to 1; it starts and ends each movement gently."""
    for part in PARTS:
        if moment <= part.seconds:
            eased = (1 - cos(pi * moment / part.seconds)) / 2
            return part.begins + (part.ends - part.begins) * eased
        moment -= part.seconds
    return PARTS[-1].ends


def blend(first: str, second: str, share: float) -> tuple[int, int, int]:
    pairs = ((int(text[at : at + 2], 16) for text in (first, second)) for at in (1, 3, 5))
    return tuple(round(a + (b - a) * share) for a, b in pairs)


def background() -> Image.Image:
    """Evening sky, drawn once."""
    width, height = SIZE[0] * SCALE, SIZE[1] * SCALE
    column = Image.new("RGB", (1, height))
    for y in range(height):
        column.putpixel((0, y), blend("#16355f", "#3c74b0", y / height))
    return column.resize((width, height))


def frame(sky: Image.Image, moment: float) -> Image.Image:
    full = fullness(moment)
    picture = sky.copy()
    draw = ImageDraw.Draw(picture)
    middle = SIZE[0] / 2, 158
    for radius, tone in ((132, "#2a5f9c"), (104, "#3a72b2")):
        _disc(draw, middle, radius, tone)
    _disc(draw, middle, 42 + 56 * full, blend("#c3d4e8", "#fdf1d8", full))
    _disc(draw, middle, 20 + 30 * full, blend("#7fa6d1", "#e9bd6b", full))
    tones = ("#5f96cf", "#2f68a8", "#1d4a80", "#10284b")
    for number, tone in enumerate(tones):
        _wave(draw, 276 + number * 24 - 14 * full, 7 - number, 250 + 40 * number, moment, tone)
    return picture.resize(SIZE, Image.Resampling.LANCZOS)


def _disc(draw, centre, radius, tone) -> None:
    box = [(value + sign * radius) * SCALE for sign in (-1, 1) for value in centre]
    draw.ellipse(box, fill=tone)


def _wave(draw, height, deep, long, moment, tone) -> None:
    """The sea drifts by a whole wave over the film, so that it ends as it began."""
    drift = 2 * pi * moment / LENGTH
    line = [
        (x * SCALE, (height + deep * sin(2 * pi * x / long + drift)) * SCALE)
        for x in range(0, SIZE[0] + 4, 4)
    ]
    corners = [(SIZE[0] * SCALE, SIZE[1] * SCALE), (0, SIZE[1] * SCALE)]
    draw.polygon([*line, *corners], fill=tone)


def frames() -> Iterator[Image.Image]:
    sky = background()
    for number in range(round(LENGTH * FRAMES_A_SECOND)):
        yield frame(sky, number / FRAMES_A_SECOND)


def write_tone(path: Path) -> None:
    """Two voices a fifth apart; louder and higher the fuller the breath."""
    moments = np.arange(round(LENGTH * SAMPLES_A_SECOND)) / SAMPLES_A_SECOND
    full = np.interp(moments, *_fullness_line())
    phase = 2 * pi * np.cumsum(196 * 2 ** (full * 5 / 12)) / SAMPLES_A_SECOND
    voices = np.sin(phase) + 0.4 * np.sin(1.5 * phase)
    edges = np.minimum(1, np.minimum(moments, LENGTH - moments) / 1.2)
    loud = voices * edges * (0.05 + 0.11 * full)
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(SAMPLES_A_SECOND)
        out.writeframes((loud * 32767).astype("<i2").tobytes())


def _fullness_line() -> tuple[np.ndarray, np.ndarray]:
    moments = np.linspace(0, LENGTH, 2000)
    return moments, np.array([fullness(moment) for moment in moments])


def write_film(path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        tone = Path(folder) / "tone.wav"
        write_tone(tone)
        encoder = subprocess.Popen(  # noqa: S603  # the encoder that the library brings
            [
                imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-loglevel", "error",
                "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{SIZE[0]}x{SIZE[1]}",
                "-r", str(FRAMES_A_SECOND), "-i", "-", "-i", str(tone),
                "-c:v", "libx264", "-profile:v", "baseline", "-level", "3.0",
                "-pix_fmt", "yuv420p", "-preset", "veryslow", "-crf", "26", "-threads", "1",
                "-c:a", "aac", "-b:a", "40k", "-movflags", "+faststart",
                "-map_metadata", "-1", "-fflags", "+bitexact", "-flags", "+bitexact", str(path),
            ],
            stdin=subprocess.PIPE,
        )  # fmt: skip
        for picture in frames():
            encoder.stdin.write(picture.tobytes())
        encoder.stdin.close()
        if encoder.wait():
            raise SystemExit("the encoder failed")


def captions() -> str:
    lines, begins = ["WEBVTT", ""], 0.0
    for part in PARTS:
        ends = begins + part.seconds
        lines += [f"{_clock(begins)} --> {_clock(ends)}", part.caption, ""]
        begins = ends
    return "\n".join(lines)


def _clock(seconds: float) -> str:
    return f"00:00:{seconds:06.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=OUT)
    folder = parser.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    write_film(folder / f"{NAME}.mp4")
    (folder / f"{NAME}.zh.vtt").write_text(captions(), encoding="utf-8")
    poster = frame(background(), POSTER_AT).resize((1280, 720), Image.Resampling.LANCZOS)
    poster.save(folder / f"{NAME}.webp", "WEBP", quality=80, method=6)


if __name__ == "__main__":
    main()
