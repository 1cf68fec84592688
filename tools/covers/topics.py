"""A style for each of the six topics of lessons."""

from math import pi, sin
from random import Random

from covers.canvas import (
    BLUE,
    BLUSH,
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
    uneven_ring,
)


def self_rings(rng: Random) -> Canvas:
    """Rings of growth around a small core."""
    canvas = Canvas(CREAM)
    centre = rng.choice((0.3, 0.68)) * WIDTH, rng.uniform(0.46, 0.56) * HEIGHT
    tones = (GOLD, CREAM, STEEL, MIST, BLUE, GOLD, CREAM)
    radius, ring_shape = 420.0, rng.random()
    for number in range(24):
        ring = uneven_ring(Random(f"{ring_shape}{number // 3}"), centre, radius, 0.085)  # noqa: S311  # a drawing
        tone = tones[number % len(tones)]
        canvas.polygon(ring, between(tone, CREAM, max(0, 0.6 - number * 0.05)))
        radius -= rng.choice((12, 18, 26, 40, 48))
        if radius < 36:
            break
    canvas.disc(centre, 17, RED)
    return canvas


def learning_shelf(rng: Random) -> Canvas:
    """Books on a shelf, one of them drawn out a little."""
    canvas = Canvas(PALE, MIST)
    left, floor = -10.0, 400
    tones = (BLUE, STEEL, SKY, NAVY, MIST, GOLD, STEEL, BLUE, WHITE)
    red_one, number = rng.randint(5, 9), 0
    while left < WIDTH:
        width, height = rng.uniform(38, 78), rng.uniform(150, 270)
        tone = RED if number == red_one else tones[(number * 4 + rng.randint(0, 1)) % len(tones)]
        top = floor - height - (26 if number == red_one else 0)
        canvas.slab((left, top), (width, floor - top + 12), 7, tone)
        band = between(tone, WHITE, 0.5) if tone not in (WHITE, MIST) else SKY
        canvas.slab((left + 9, top + 30), (width - 18, 7), 3, band)
        canvas.slab((left + 9, top + 46), (width - 18, 7), 3, band)
        left += width + 5
        number += 1
    canvas.polygon([(0, floor), (WIDTH, floor), (WIDTH, HEIGHT), (0, HEIGHT)], NAVY)
    canvas.polygon([(0, floor), (WIDTH, floor), (WIDTH, floor + 8), (0, floor + 8)], STEEL)
    return canvas


def relation_circles(rng: Random) -> Canvas:
    """Circles that meet and share a part of themselves."""
    canvas = Canvas(BLUSH)
    tones = ("#f0b9ae", "#a9c6e4", "#f3d59c", "#b9d8c5", "#a9c6e4", "#f0b9ae")
    shift = rng.randint(0, 5)
    x = rng.uniform(60, 130)
    number = 0
    while x < WIDTH + 60:
        radius = rng.uniform(96, 158)
        y = HEIGHT / 2 + rng.uniform(-70, 70)
        canvas.stain((x, y), radius, tones[(number + shift) % len(tones)])
        if number % 2 == 0:
            canvas.disc((x, y), 9, NAVY)
        else:
            canvas.disc((x, y), 9, RED if number == 3 else WHITE)
        x += radius * rng.uniform(1.05, 1.3)
        number += 1
    return canvas


def emotion_waves(rng: Random) -> Canvas:
    """A sea that grows calm towards the right, and a sun."""
    canvas = Canvas("#dcebf8", "#fdf4e8")
    sun = rng.uniform(0.58, 0.82) * WIDTH, rng.uniform(150, 190)
    canvas.disc(sun, 128, GOLD, 0.16)
    canvas.disc(sun, 100, GOLD, 0.22)
    canvas.disc(sun, 74, ROSE)
    tones = ("#b5d3ee", "#8ab6e0", "#5f96cf", STEEL, "#2f68a8", BLUE, NAVY)
    for number, tone in enumerate(tones):
        middle = 218 + number * 40
        wave = swell(rng, middle, rng.uniform(250, 330), 20 - 1.4 * number)

        def height_at(x, wave=wave, middle=middle):
            return middle + (wave(x) - middle) * (1.5 - 1.15 * x / WIDTH)

        line = curve(height_at)
        canvas.polygon(below(line), tone)
        canvas.line(line, 2.5, WHITE, 0.45)
    return canvas


def career_paths(rng: Random) -> Canvas:
    """Ways that begin together and part, over hills."""
    canvas = Canvas("#eaf4ee", "#fdf6e6")
    canvas.disc((rng.uniform(0.68, 0.86) * WIDTH, 118), 54, GOLD, 0.85)
    for number, tone in enumerate((between(MINT, SAGE, 0.45), between(MINT, SAGE, 0.85))):
        hill = swell(rng, 250 + number * 80, rng.uniform(700, 1000), 34)
        canvas.polygon(below(curve(hill)), tone)
    start = (-20, 440)
    ends = [90, 200, 310, 415]
    tones = [BLUE, RED, OCHRE, GREEN]
    turn = rng.uniform(0.44, 0.56)
    for end, tone in zip(ends, tones, strict=True):
        end += rng.uniform(-14, 14)

        def height_at(x, end=end):
            share = min(1, max(0, (x / WIDTH - turn + 0.34) / 0.62))
            eased = share * share * (3 - 2 * share)
            return start[1] + (end - start[1]) * eased + 10 * sin(2 * pi * x / 480) * (1 - share)

        line = curve(height_at, -20, 850)
        canvas.line(line, 17, WHITE)
        canvas.line(line, 11, tone)
        canvas.disc(line[-1], 21, WHITE)
        canvas.disc(line[-1], 13, tone)
    return canvas


def adaptation_tiles(rng: Random) -> Canvas:
    """A patchwork of quarter circles."""
    canvas = Canvas(MINT)
    side = 120
    tones = (MINT, SAGE, CREAM, GOLD, MIST, STEEL, GREEN, WHITE)
    weights = (6, 5, 5, 3, 4, 3, 2, 4)
    red_tile = rng.randint(9, 22)
    for number in range(32):
        left, top = number % 8 * side, number // 8 * side
        ground, shape = _two_tones(rng, tones, weights)
        if number == red_tile:
            shape = RED
        canvas.slab((left, top), (side, side), 0, ground)
        corner = rng.randint(0, 3)
        centre = left + side * (corner % 2), top + side * (corner // 2)
        start = {0: 0, 1: 90, 2: 270, 3: 180}[corner]
        canvas.sector(centre, side, start, start + 90, shape)
        if rng.random() < 0.4:
            canvas.sector(centre, side / 2, start, start + 90, ground)
    return canvas


def _two_tones(rng: Random, tones, weights) -> tuple[str, str]:
    first = rng.choices(tones, weights)[0]
    second = first
    while second == first or {first, second} in ({MINT, WHITE}, {CREAM, WHITE}, {MINT, CREAM}):
        second = rng.choices(tones, weights)[0]
    return first, second
