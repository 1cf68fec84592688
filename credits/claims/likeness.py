"""How a picture looks, in 256 bits: almost the same pictures have almost the same ones (H7).

Each bit says whether a cell of a grid is clearly lighter than its neighbour. What re-encoding,
scaling, light or a narrow crop changes stays within THRESHOLD bits; a sheet photographed anew from
another side does not. Certificates of one form differ in a few small words, which no such grid can
see: likeness is for a person to look at, and where both certificates have a number, the numbers
decide.
"""

from PIL import Image

SIDE = 16
CLEARLY = 4  # of 256 levels of grey: paper and the grain of JPEG stay below it
THRESHOLD = 12
LEAST_BITS = 8  # a page with less on it looks like any other
DIGITS = SIDE * SIDE // 4


def likeness_of(picture: Image.Image) -> str:
    """64 hex digits; empty where there is too little to see."""
    grey = picture.convert("L").resize((SIDE + 1, SIDE), Image.Resampling.LANCZOS)
    levels = grey.tobytes()
    value = bits = 0
    for y in range(SIDE):
        row = levels[y * (SIDE + 1) : (y + 1) * (SIDE + 1)]
        for left, right in zip(row, row[1:], strict=False):
            lighter = right - left > CLEARLY
            value = value << 1 | lighter
            bits += lighter
    return f"{value:0{DIGITS}x}" if bits >= LEAST_BITS else ""


def look_alike(one: str, other: str) -> bool:
    """Whether both are there and at most THRESHOLD of their bits differ."""
    return bool(one and other) and distance(one, other) <= THRESHOLD


def distance(one: str, other: str) -> int:
    """How many bits differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()
