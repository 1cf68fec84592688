"""A picture of 960 × 480 on which shapes are laid; drawn three times as large, then reduced."""

from collections.abc import Iterable
from io import BytesIO
from math import cos, pi, sin
from random import Random

from PIL import Image, ImageChops, ImageDraw

WIDTH, HEIGHT = 960, 480
SCALE = 3
QUALITY = 78

# The site's own colours (site/static/css/theme.css), and the tones between them.
NAVY, BLUE, SKY, MIST, PALE = "#10284b", "#1d4a80", "#7fa6d1", "#c3d4e8", "#f2f6fb"
STEEL = "#4b7fb8"
RED, ROSE, BLUSH = "#c0312a", "#e08d7f", "#fcebe9"
GREEN, SAGE, MINT = "#1c6640", "#86b79a", "#e5f3ea"
OCHRE, GOLD, CREAM = "#a8742a", "#e9bd6b", "#fdf1d8"
WHITE = "#ffffff"

Point = tuple[float, float]


def rgb(colour: str) -> tuple[int, int, int]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def between(first: str, second: str, share: float) -> str:
    """The colour that lies `share` of the way from the first to the second."""
    pairs = zip(rgb(first), rgb(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


class Canvas:
    """Coordinates are those of the finished picture; later shapes lie over earlier ones."""

    def __init__(self, top: str, bottom: str | None = None) -> None:
        """One colour, or one at the top that turns into another at the bottom."""
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), top)
        if bottom:
            column = Image.new("RGB", (1, HEIGHT))
            for y in range(HEIGHT):
                column.putpixel((0, y), rgb(between(top, bottom, y / HEIGHT)))
            self.image.paste(column.resize(self.image.size, Image.Resampling.BILINEAR))

    def polygon(self, points: Iterable[Point], colour: str, opacity: float = 1) -> None:
        self._lay(lambda draw, ink: draw.polygon(_large(points), fill=ink), colour, opacity)

    def disc(self, centre: Point, radius: float, colour: str, opacity: float = 1) -> None:
        box = _box(centre, radius)
        self._lay(lambda draw, ink: draw.ellipse(box, fill=ink), colour, opacity)

    def sector(self, centre: Point, radius: float, start: int, end: int, colour: str) -> None:
        """A slice of a disc, in degrees clockwise from three o'clock."""
        box = _box(centre, radius)
        self._lay(lambda draw, ink: draw.pieslice(box, start, end, fill=ink), colour, 1)

    def slab(self, corner: Point, size: Point, radius: float, colour: str) -> None:
        """A rectangle with round corners."""
        (left, top), (width, height) = corner, size
        box = [value * SCALE for value in (left, top, left + width, top + height)]
        self._lay(
            lambda draw, ink: draw.rounded_rectangle(box, radius * SCALE, fill=ink), colour, 1
        )

    def line(self, points: Iterable[Point], width: float, colour: str, opacity: float = 1) -> None:
        """With round ends and joints."""
        large, thick = _large(points), round(width * SCALE)

        def draw_line(draw, ink):
            draw.line(large, fill=ink, width=thick, joint="curve")
            for x, y in (large[0], large[-1]):
                half = thick / 2
                draw.ellipse((x - half, y - half, x + half, y + half), fill=ink)

        self._lay(draw_line, colour, opacity)

    def stain(self, centre: Point, radius: float, colour: str) -> None:
        """A disc of glaze: where two overlap, the colours darken each other."""
        glaze = Image.new("RGB", self.image.size, WHITE)
        ImageDraw.Draw(glaze).ellipse(_box(centre, radius), fill=colour)
        self.image = ImageChops.multiply(self.image, glaze)

    def webp(self) -> bytes:
        out = BytesIO()
        reduced = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        reduced.save(out, "WEBP", quality=QUALITY, method=6)
        return out.getvalue()

    def _lay(self, draw_shape, colour: str, opacity: float) -> None:
        if opacity == 1:
            draw_shape(ImageDraw.Draw(self.image), colour)
            return
        mask = Image.new("L", self.image.size, 0)
        draw_shape(ImageDraw.Draw(mask), round(255 * opacity))
        self.image.paste(Image.new("RGB", self.image.size, colour), mask=mask)


def curve(height_at, left: float = 0, right: float = WIDTH, step: float = 4) -> list[Point]:
    """Points of the line that `height_at` describes."""
    count = round((right - left) / step)
    return [(left + number * step, height_at(left + number * step)) for number in range(count + 1)]


def below(line: list[Point]) -> list[Point]:
    """All that lies under a line, down to the lower edge."""
    return [*line, (line[-1][0], HEIGHT), (line[0][0], HEIGHT)]


def swell(rng: Random, height: float, long: float, deep: float):
    """A calm wavy line around `height`: two waves, of which the second is half as long."""
    first, second = rng.uniform(0, 2 * pi), rng.uniform(0, 2 * pi)

    def height_at(x: float) -> float:
        return (
            height
            + deep * sin(2 * pi * x / long + first)
            + deep * 0.35 * sin(4 * pi * x / long + second)
        )

    return height_at


def uneven_ring(rng: Random, centre: Point, radius: float, unrest: float) -> list[Point]:
    """A closed line that is nearly a circle."""
    parts = [(number, rng.uniform(0, 2 * pi), unrest / number) for number in (2, 3, 5)]
    points = []
    for degree in range(0, 360, 2):
        angle = degree * pi / 180
        length = radius * (1 + sum(size * cos(n * angle + shift) for n, shift, size in parts))
        points.append((centre[0] + length * cos(angle), centre[1] + length * sin(angle)))
    return points


def _large(points: Iterable[Point]) -> list[Point]:
    return [(x * SCALE, y * SCALE) for x, y in points]


def _box(centre: Point, radius: float) -> tuple[float, float, float, float]:
    (x, y), r = (value * SCALE for value in centre), radius * SCALE
    return x - r, y - r, x + r, y + r
