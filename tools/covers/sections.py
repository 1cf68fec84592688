"""A style for each section of the site other than the lessons."""

from math import cos, pi, sin
from random import Random

from covers.canvas import (
    BLUE,
    CREAM,
    GOLD,
    GREEN,
    HEIGHT,
    MINT,
    MIST,
    NAVY,
    OCHRE,
    PALE,
    RED,
    ROSE,
    SAGE,
    SKY,
    STEEL,
    WHITE,
    WIDTH,
    Canvas,
    below,
    between,
    curve,
    swell,
)

# Sky above, sky below, disc, far hills, near hills.
SEASONS = {
    "term_start": ("#fdf3df", "#f7e3bd", ROSE, "#e3c48b", OCHRE),
    "exams": ("#d7e4f2", "#f3ece3", WHITE, "#8fb0d4", NAVY),
    "spring": ("#eaf5ee", "#fdf6ee", "#f2b9ae", "#a9d0b7", GREEN),
    "graduation": ("#fbe6df", "#fdf3e1", RED, "#e8b79f", BLUE),
    "holiday": ("#e2eef9", "#fdf8ee", GOLD, "#9cc3dc", GREEN),
    "any": ("#e9f1f9", "#f8f4ec", GOLD, MIST, BLUE),
}
GROUNDS = {
    "culture": (CREAM, "#fbe5d3"),
    "club": ("#fcebe9", "#fdf5ee"),
    "sports_arts": ("#e4eef8", "#f7f3ea"),
    "labour_practice": (MINT, "#f6f4e4"),
    "ceremony_festival": ("#f9e3cf", "#fdf3e4"),
}
ACCENTS = {"ethics": RED, "knowledge": GOLD, "skill": SAGE, "supervision": SKY}


def course_arcs(rng: Random, category: str) -> Canvas:
    """Arcs that widen, as knowledge does, on deep blue."""
    canvas = Canvas(NAVY, BLUE)
    accent = ACCENTS[category]
    centre = rng.choice((0.18, 0.5, 0.82)) * WIDTH, HEIGHT + rng.uniform(10, 40)
    marked = rng.randint(3, 6)
    for number in range(11, -1, -1):
        radius = 60 + number * 52
        tone = between(STEEL, NAVY, 0.25 + number * 0.06)
        canvas.disc(centre, radius, accent if number == marked else tone)
        canvas.disc(centre, radius - (16 if number == marked else 40), between(NAVY, BLUE, 0.4))
    canvas.disc(centre, 46, WHITE)
    for degree in rng.sample(range(200, 340, 9), 4):
        far = 60 + 52 * rng.randint(4, 9)
        angle = degree * pi / 180
        spot = centre[0] + far * cos(angle), centre[1] + far * sin(angle)
        canvas.disc(spot, 9, WHITE)
    return canvas


def activity_flags(rng: Random, kind: str) -> Canvas:
    """Flags on two strings."""
    canvas = Canvas(*GROUNDS[kind])
    tones = [RED, BLUE, GOLD, SAGE, ROSE, STEEL, OCHRE]
    rng.shuffle(tones)
    strings = (rng.uniform(20, 60), rng.uniform(90, 150), 78), (rng.uniform(170, 200), 150, 92)
    for string, (height, slack, side) in enumerate(strings):

        def height_at(x, height=height, slack=slack):
            return height + slack * (1 - ((x - WIDTH / 2) / (WIDTH / 2)) ** 2)

        canvas.line(curve(height_at, -10, WIDTH + 10), 3, between(NAVY, WHITE, 0.3))
        left, number = rng.uniform(-30, 10), string * 2
        while left < WIDTH:
            right = left + side * 0.72
            tip = (left + right) / 2, (height_at(left) + height_at(right)) / 2 + side
            tone = tones[number % len(tones)]
            canvas.polygon([(left, height_at(left)), (right, height_at(right)), tip], tone)
            left, number = right + 14, number + 1
    for _ in range(26):
        spot = rng.uniform(0, WIDTH), rng.uniform(400, HEIGHT)
        canvas.disc(spot, rng.uniform(3, 7), rng.choice(tones), 0.8)
    return canvas


def theme_hills(rng: Random, season: str) -> Canvas:
    """Hills under the sky of a season."""
    top, bottom, disc, far, near = SEASONS[season]
    canvas = Canvas(top, bottom)
    spot = rng.uniform(0.2, 0.8) * WIDTH, rng.uniform(130, 170)
    canvas.disc(spot, 112, disc, 0.18)
    canvas.disc(spot, 76, disc)
    for number in range(5):
        share = number / 4
        hill = swell(rng, 225 + number * 55, rng.uniform(520, 900), 44 - 4 * number)
        canvas.polygon(below(curve(hill)), between(far, near, share))
        if number in (1, 3):
            canvas.line(curve(lambda x, hill=hill: hill(x) + 14), 2, WHITE, 0.3)
    return canvas


def family_windows(rng: Random) -> Canvas:
    """Roofs at dusk, light behind the windows."""
    canvas = Canvas("#2a4f80", "#e8a889")
    canvas.disc((rng.uniform(0.12, 0.88) * WIDTH, 92), 34, CREAM, 0.92)
    left, number = -20.0, rng.randint(0, 3)
    while left < WIDTH:
        width, wall = rng.uniform(120, 180), rng.uniform(120, 200)
        tone = between(NAVY, STEEL, (0.05, 0.3, 0.15, 0.42)[number % 4])
        top = HEIGHT - wall
        middle = left + width / 2
        roof = rng.uniform(46, 78)
        canvas.polygon([(left - 8, top), (middle, top - roof), (left + width + 8, top)], tone)
        canvas.polygon(
            [(left, top), (left + width, top), (left + width, HEIGHT), (left, HEIGHT)], tone
        )
        _light_windows(canvas, rng, left, top, width)
        left, number = left + width - 6, number + 1
    return canvas


def _light_windows(canvas: Canvas, rng: Random, left: float, top: float, width: float) -> None:
    for row in range(2):
        for column in range(2):
            corner = left + width * (0.2 + 0.36 * column), top + 26 + row * 62
            tone = GOLD if rng.random() < 0.7 else between(GOLD, NAVY, 0.72)
            canvas.slab(corner, (width * 0.24, 38), 4, tone)


def research_dots(rng: Random) -> Canvas:
    """A field of points whose size follows a wave."""
    canvas = Canvas(PALE)
    step, across, down = 48, rng.uniform(420, 620), rng.uniform(300, 420)
    shift = rng.uniform(0, 2 * pi)
    marked = rng.randint(6, 13), rng.randint(2, 7)
    for row in range(11):
        for column in range(21):
            x, y = column * step, row * step
            wave = sin(2 * pi * x / across + shift + 1.6 * sin(2 * pi * y / down))
            tone = between(SKY, NAVY, (wave + 1) / 2)
            canvas.disc((x, y), 5 + 15 * (wave + 1) / 2, tone)
    canvas.disc((marked[0] * step, marked[1] * step), 20, RED)
    return canvas


def partner_scales(rng: Random) -> Canvas:
    """Arches that carry each other, row upon row."""
    canvas = Canvas(MINT)
    radius, accent = 150, rng.choice((RED, GOLD, GREEN, ROSE))
    marked = rng.randint(1, 2), rng.randint(1, 3)
    for row in range(6):
        for column in range(-1, 4):
            centre = column * 300 + (row % 2) * radius, 75 + row * 105
            tones = [BLUE, WHITE, STEEL, WHITE, MIST]
            if (row, column) == marked or (row, column) == (marked[0] + 2, marked[1] + 1):
                tones = [accent, WHITE, accent, WHITE, accent]
            for number, tone in enumerate(tones):
                canvas.disc(centre, radius - number * 28, tone)
    return canvas
