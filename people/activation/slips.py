"""The printable sheet: A4, eight slips a page with lines to cut along, a new page for each school.

Drawn straight on the page: a layout engine takes a minute for what takes seconds here.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from urllib.parse import urlsplit

import segno
from django.conf import settings
from django.utils.translation import gettext as _
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from common.line_breaks import line_spans
from common.pdf import BOLD, FAMILY, drawing, draws
from people.activation.codes import grouped, link_to
from people.activation.rules import asks_phone
from people.activation.words import asked_for, day_in_words

COLUMNS, ROWS = 2, 4
WIDTH, HEIGHT = A4[0] / COLUMNS, A4[1] / ROWS
MARGIN = 7 * mm
ROOM = WIDTH - 2 * MARGIN
QR_SIDE = 28 * mm
QUIET = 4 * mm  # four modules of the code, which readers ask for
QR_DROP = 3 * mm  # what is left of that under a school's name of two lines
LEFT_ROOM = ROOM - QR_SIDE - QUIET
LEADING = 1.25  # of the size of the characters

INK, MUTED, RULE = HexColor("#1b2532"), HexColor("#556376"), HexColor("#8c99aa")
GETA = "〓"  # what printers set for a character that they do not have
TOLD_EVERY = 50  # slips


@dataclass(frozen=True, slots=True)
class Slip:
    """What one person gets. `place_code` keeps the slips of a school together."""

    place: str
    place_code: str
    name: str
    number: str
    phone: str
    code: str


def draw_sheet(
    path: Path, slips: Sequence[Slip], *, last_day: date, on_drawn: Callable[[int], None]
) -> None:
    """Writes the PDF, slips in the order given; `on_drawn` is told how many are drawn now and then."""
    with drawing():
        canvas = Canvas(str(path), pagesize=A4, pageCompression=1, initialFontName=FAMILY)
        canvas.setTitle(_("账号激活单"))
        canvas.setAuthor(str(settings.WAGTAIL_SITE_NAME))
        drawn = 0
        for page in _pages(slips):
            _draw_cut_lines(canvas)
            for place, slip in enumerate(page):
                _Drawing(canvas, place, slip, last_day).draw()
                drawn += 1
                if drawn % TOLD_EVERY == 0:
                    on_drawn(drawn)
            canvas.showPage()
        canvas.save()


def _pages(slips: Iterable[Slip]) -> Iterable[Sequence[Slip]]:
    for _code, of_school in groupby(slips, lambda slip: slip.place_code):
        together = list(of_school)
        for start in range(0, len(together), COLUMNS * ROWS):
            yield together[start : start + COLUMNS * ROWS]


def _draw_cut_lines(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.5)
    canvas.setDash(3, 3)
    for column in range(1, COLUMNS):
        canvas.line(column * WIDTH, 0, column * WIDTH, A4[1])
    for row in range(1, ROWS):
        canvas.line(0, row * HEIGHT, A4[0], row * HEIGHT)
    canvas.restoreState()


class _Drawing:
    """One slip in its place on the page; `y` goes down from line to line."""

    def __init__(self, canvas: Canvas, place: int, slip: Slip, last_day: date):
        self.canvas, self.slip, self.last_day = canvas, slip, last_day
        self.x = place % COLUMNS * WIDTH + MARGIN
        self.y = A4[1] - place // COLUMNS * HEIGHT - MARGIN

    def draw(self) -> None:
        slip = self.slip
        top = self.y
        self.text(_("%(site)s账号激活单") % {"site": settings.WAGTAIL_SITE_NAME}, 7.5, MUTED)
        until = _("有效期至%(day)s，限用一次") % {"day": day_in_words(self.last_day)}
        self.text_to_the_right(until, 7.5, top)
        self.box(slip.place, FAMILY, sizes=(9, 8, 7, 6), height=25, room=ROOM)
        beside = self.y
        self.box(slip.name, BOLD, sizes=(16, 14, 12, 10, 8, 6.5), height=28, room=LEFT_ROOM)
        self.box(
            _("教师编号（登录用户名）：%(number)s") % {"number": slip.number},
            FAMILY,
            sizes=(7.5, 6.5, 5.5),
            height=20,
            room=LEFT_ROOM,
        )
        self.text(_("一次性激活码"), 7.5, MUTED, after=3)
        self.box(
            grouped(slip.code), BOLD, sizes=(18, 17, 16, 15, 14, 13), height=23, room=LEFT_ROOM
        )
        self.qr(beside - QR_DROP)
        self.y = beside - QR_DROP - QR_SIDE - QUIET
        for line in self.steps():
            self.box(line, FAMILY, sizes=(7.5, 7, 6, 5), height=10.5, room=ROOM)

    def steps(self) -> list[str]:
        asked = asked_for(self.slip.phone)
        if not asks_phone(self.slip.phone):
            asked = _("%(asked)s（花名册中没有您的手机号）") % {"asked": asked}
        steps = [
            _("1. 手机扫描二维码，或打开 %(address)s 输入激活码。") % {"address": address()},
            _("2. 填写姓名和%(asked)s。") % {"asked": asked},
            _("3. 设置密码，即可查看本人的培训学时。请妥善保管，勿交他人。"),
        ]
        if not draws(FAMILY, self.slip.name + self.slip.place):
            steps.append(_("“〓”代替字库中没有的字；填写姓名时照实填写，打不出的字用“？”代替。"))
        return steps

    def box(
        self, text: str, font: str, *, sizes: Sequence[float], height: float, room: float
    ) -> None:
        """The text in the largest of the sizes in which it fits, centred between top and bottom."""
        text = printable(text)
        font = font if draws(font, text) else FAMILY
        size, lines = _fitted(text, font, sizes, height, room)
        free = height - len(lines) * size * LEADING
        self.y -= free / 2
        for line in lines:
            self.text(line, size, INK, font=font, after=size * (LEADING - 1))
        self.y -= free / 2

    def text(self, text: str, size: float, colour, font: str = FAMILY, after: float = 2) -> None:
        self.canvas.setFillColor(colour)
        self.canvas.setFont(font, size)
        self.y -= size
        self.canvas.drawString(self.x, self.y + size * 0.12, text)
        self.y -= after

    def text_to_the_right(self, text: str, size: float, top: float) -> None:
        self.canvas.setFont(FAMILY, size)
        self.canvas.drawRightString(self.x + ROOM, top - size * 0.88, text)

    def qr(self, top: float) -> None:
        draw_qr(self.canvas, link_to(self.slip.code), self.x + ROOM - QR_SIDE, top, QR_SIDE)


def draw_qr(canvas: Canvas, text: str, x: float, top: float, side: float) -> None:
    """The code as one path of horizontal bars, with its upper left corner at (x, top)."""
    rows = segno.make(text, error="m", micro=False, boost_error=False).matrix
    module = side / len(rows)
    path = canvas.beginPath()
    for number, row in enumerate(rows):
        y = top - (number + 1) * module
        start = 0
        for dark, bar in groupby(row):
            length = len(list(bar))
            if dark:
                path.rect(x + start * module, y, length * module, module)
            start += length
    canvas.setFillColor(INK)
    canvas.drawPath(path, stroke=0, fill=1)


def address() -> str:
    """Where the codes are typed in, as people write it."""
    parts = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    return f"{parts.netloc}{parts.path.rstrip('/')}/activate/"


def printable(text: str) -> str:
    """With 〓 for each character that no font of ours has."""
    return "".join(char if draws(FAMILY, char) else GETA for char in text)


def _fitted(
    text: str, font: str, sizes: Sequence[float], height: float, room: float
) -> tuple[float, list[str]]:
    for size in sizes:
        most = max(1, int(height // (size * LEADING)))
        lines = _lines(text, font, size, room)
        if len(lines) <= most:
            return size, lines
    cut = lines[:most]
    cut[-1] = f"{cut[-1][:-1]}…"
    return size, cut


def _lines(text: str, font: str, size: float, room: float) -> list[str]:
    widths = [pdfmetrics.stringWidth(char, font, size) for char in text]
    if sum(widths) <= room:
        return [text]
    return [text[start:end] for start, end in line_spans(text, widths, [room])]
