"""Official documents as PDF: an HTML template for the page, a faster path for long tables.

Text stays text: a template escapes what people typed, a table cell is drawn as it is. A document
that would show a box for a character, or lack a picture, is refused instead of issued.
"""

import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Literal

import xhtml2pdf.reportlab_paragraph as paragraphs
from django.conf import settings
from django.template.loader import render_to_string
from reportlab import rl_config
from reportlab.graphics.shapes import STATE_DEFAULTS
from reportlab.lib.colors import HexColor
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.platypus import Flowable, KeepTogether, LongTable, TableStyle
from reportlab.platypus.doctemplate import LayoutError
from reportlab.platypus.tables import CellStyle
from svglib.fonts import register_font
from xhtml2pdf import default, parser
from xhtml2pdf.config.resources import (
    RenderLimitError,
    ResourceAccessError,
    ResourceAccessPolicy,
)
from xhtml2pdf.document import pisaDocument
from xhtml2pdf.tags import pisaTag
from xhtml2pdf.xhtml2pdf_reportlab import PmlBaseDoc

from common.line_breaks import line_spans
from common.pdf_drawings import DrawingTag, PageDrawing, passing

FAMILY = "NotoSC"
BOLD = "NotoSC-Bold"
# The bold face holds GB2312 only. CSS looks for a character family by family, so the second
# family answers every weight with the regular face, which has the rare ones.
FALLBACK_FAMILY = "NotoSCFull"
DEFAULT_CSS = f"{default.DEFAULT_CSS}\n" + (
    f"html, pre, code, kbd, samp, tt {{ font-family: {FAMILY}, {FALLBACK_FAMILY};"
    " word-break: break-all }"
)

# A report of 4,000 rows takes a few seconds; a loaded worker may need ten times that.
MAX_RENDER_SECONDS = 120

CELL_SIZE, CELL_LEADING, CELL_PADDING_X, CELL_PADDING_Y = 8.5, 12, 5, 3  # points
INK, RULE, HEAD, ZEBRA = map(HexColor, ("#1f3a5f", "#c9d1dc", "#e6ecf3", "#f6f8fb"))

TOTAL = (0, -1), (-1, -1)  # the last row, in a table's coordinates

# Unlike str.split, this keeps the full-width space that evens out names of two characters.
WHITE_SPACE = frozenset(" \t\r\n\f\v")
SPACES = re.compile(f"[{''.join(WHITE_SPACE)}]+")

# reportlab's fonts and xhtml2pdf's caches are module globals: one document at a time.
_rendering = threading.Lock()


class PdfError(Exception):
    """The document was not made; the message says why."""


class PdfFontError(PdfError):
    """No font has these characters, so they would be printed as boxes."""

    def __init__(self, characters: Iterable[str]) -> None:
        self.characters = "".join(sorted(characters))
        codes = ", ".join(f"{char!r} (U+{ord(char):04X})" for char in self.characters)
        super().__init__(f"No font has a glyph for {codes}")


@dataclass(frozen=True)
class PdfColumn:
    """`width` is a share of the table's width: the table always fills the page."""

    heading: str
    width: float
    align: Literal["left", "center", "right"] = "left"


@dataclass(frozen=True)
class PdfTable:
    """A long table with one line of headings, repeated on each page.

    Each row has a text for every column, shorter than a page. Runs of white space count as one
    space. `total`, where given, is a last row that stands out.
    """

    title: str
    columns: Sequence[PdfColumn]
    rows: Sequence[Sequence[str]]
    total: Sequence[str] = ()


_tables: ContextVar[Sequence[PdfTable]] = ContextVar("pdf_tables")


@contextmanager
def drawing() -> Iterator[None]:
    """For a document drawn on a reportlab canvas with FAMILY and BOLD; the process makes no other
    meanwhile."""
    with _rendering:
        _prepare_once()
        yield


def draws(font: str, text: str) -> bool:
    """Whether the font has a glyph for every character of the text; within `drawing()`."""
    return all(ord(char) in _glyphs(font) for char in text)


def missing_glyphs(text: str) -> str:
    """The characters of the text that no font of ours has, each once, in order."""
    with drawing():
        return "".join(sorted(char for char in set(text) if ord(char) not in _glyphs(FAMILY)))


def render_pdf(
    template: str,
    context: dict,
    tables: Sequence[PdfTable] = (),
    drawings: Sequence[PageDrawing] = (),
) -> bytes:
    """The document that `template` describes, as a rule one that extends pdf/base.html.

    The template gets `tables` too and places each with `<pdf:rows table="0"></pdf:rows>`, which
    pdf/base.html does by itself. `<pdf:drawing number="0"></pdf:drawing>` has that one of the
    `drawings` put on the page on which it stands, and takes no room there. 3,000 rows take seconds,
    during which the process makes no other document: long ones belong into a task. Raises
    PdfFontError or PdfError.
    """
    return html_to_pdf(render_to_string(template, {**context, "tables": tables}), tables, drawings)


def html_to_pdf(
    html: str, tables: Sequence[PdfTable] = (), drawings: Sequence[PageDrawing] = ()
) -> bytes:
    """A PDF of markup that is trusted, or escaped. Addresses in it are relative to site/static.

    Raises PdfFontError for a character without a glyph; PdfError for a file that is missing or
    outside site/static, for anything remote, for a row taller than a page, and for whatever else
    the renderer complains about.
    """
    with _rendering:
        _prepare_once()
        _refuse_missing_glyphs(tables)
        token = _tables.set(tables)
        try:
            with passing(drawings):
                return _render(html)
        except (RenderLimitError, LayoutError) as error:
            raise PdfError(str(error)) from error
        finally:
            _tables.reset(token)


def _render(html: str) -> bytes:
    static = settings.BASE_DIR / "site" / "static"
    policy = _StaticFilesOnly.server(
        base_dir=static, allow_remote=False, max_render_seconds=MAX_RENDER_SECONDS
    )
    out = BytesIO()
    result = pisaDocument(
        html,
        dest=out,
        encoding="utf-8",
        path=str(static / "document.html"),
        default_css=DEFAULT_CSS,
        resource_policy=policy,
    )
    _refuse_incomplete(result, policy)
    return out.getvalue()


def _refuse_missing_glyphs(tables: Sequence[PdfTable]) -> None:
    """Asked before rendering: reportlab remakes an error raised in the middle of its layout."""
    headings = [column.heading for table in tables for column in table.columns]
    cells = [text for table in tables for row in (*table.rows, table.total) for text in row]
    used = set().union(*headings, *cells) - WHITE_SPACE
    missing = {char for char in used if ord(char) not in _glyphs(FAMILY)}
    if missing:
        raise PdfFontError(missing)


def _refuse_incomplete(result, policy: "_StaticFilesOnly") -> None:
    # The log keeps a message without its values, so the characters come from the context.
    if result._glyph_warned:
        raise PdfFontError(result._glyph_warned)
    complaints = [f"refused: {where}" for where in policy.refused]
    complaints += [f"line {line}: {message}" for _, line, message, _ in result.log]
    if complaints:
        raise PdfError("; ".join(complaints))


@dataclass(frozen=True)
class _StaticFilesOnly(ResourceAccessPolicy):
    """Keeps what it refused: the renderer itself leaves a refused file out and goes on."""

    refused: list[str] = field(default_factory=list)

    def check_url(self, url: str) -> None:
        try:
            super().check_url(url)
        except ResourceAccessError:
            self.refused.append(url)
            raise

    def check_path(self, path: str | Path) -> None:
        try:
            super().check_path(path)
        except ResourceAccessError:
            self.refused.append(str(path))
            raise


@cache
def _prepare_once() -> None:
    # ASCII85 around each stream is pure Python here: slower, and a quarter larger.
    rl_config.useA85 = 0
    _register_fonts()
    _forget_helvetica()
    _mend_to_unicode()
    paragraphs.cjkFragSplit = _break_paragraph
    _mend_last_lines()
    parser.pisaTagPDFROWS = _RowsTag
    parser.pisaTagPDFDRAWING = DrawingTag
    PmlBaseDoc._initArgs = {**PmlBaseDoc._initArgs, "keepTogetherClass": _HeadingWithStart}


def _register_fonts() -> None:
    """Parse the two font files and name them for CSS, tables and the text of SVG pictures."""
    folder = settings.BASE_DIR / "site" / "static" / "fonts"
    for name, file in ((FAMILY, "NotoSansSC-Regular.ttf"), (BOLD, "NotoSansSC-Bold.ttf")):
        pdfmetrics.registerFont(ttfonts.TTFont(name, str(folder / file)))
    for bold in (0, 1):
        for italic in (0, 1):
            addMapping(FAMILY, bold, italic, BOLD if bold else FAMILY)
            addMapping(FALLBACK_FAMILY, bold, italic, FAMILY)
    for family in (FAMILY, FALLBACK_FAMILY):
        default.DEFAULT_FONT[family.lower()] = family
    register_font(FAMILY, rlgFontName=FAMILY)


def _forget_helvetica() -> None:
    """Have no document name a font that it does not embed, not even for an empty cell."""
    own = {FAMILY.lower(), FALLBACK_FAMILY.lower()}
    standard = default.DEFAULT_FONT.keys() - own
    default.DEFAULT_FONT.update(dict.fromkeys(standard, FAMILY))
    rl_config.canvas_basefontname = CellStyle.fontname = STATE_DEFAULTS["fontName"] = FAMILY


def _mend_to_unicode() -> None:
    """Have names like 𬭎 copied and searched as they are.

    reportlab writes a code point beyond U+FFFF with five digits, where PDF wants UTF-16.
    """
    original = ttfonts.makeToUnicodeCMap

    def utf16(match: re.Match) -> str:
        return f"<{chr(int(match[1], 16)).encode('utf-16-be').hex().upper()}>"

    def mended(fontname, subset):
        return re.sub(r"<([0-9A-F]{5,6})>", utf16, original(fontname, subset))

    ttfonts.makeToUnicodeCMap = mended


def _mend_last_lines() -> None:
    """Have the last line of a paragraph drawn when it alone goes to the next page.

    It is then a paragraph of one fragment, and for these xhtml2pdf passes text on where it
    expects bytes.
    """
    original = paragraphs.Paragraph.breakLinesCJK

    def mended(paragraph, width):
        if len(paragraph.frags) != 1:
            return original(paragraph, width)
        widths = width if isinstance(width, list | tuple) else [width]
        leading = getattr(paragraph, "autoLeading", "off")
        return _break_paragraph(paragraph.frags, widths, leading != "off")

    paragraphs.Paragraph.breakLinesCJK = mended


def _break_paragraph(frags, max_widths, calc_bounds, encoding="utf-8"):
    """Takes the place of xhtml2pdf's cjkFragSplit, which cuts numbers and ignores <br>."""
    lines, rooms = [], list(max_widths)
    for units in _runs_between_breaks(frags, encoding):
        widths = [unit.width for unit in units]
        for start, end in line_spans(units, widths, rooms):
            room, rooms = rooms[0], rooms[1:] or rooms
            spare = room - sum(widths[start:end])
            lines.append(paragraphs.makeCJKParaLine(units[start:end], spare, calc_bounds))
    return paragraphs.ParaLines(kind=1, lines=lines)


def _runs_between_breaks(frags, encoding: str) -> list[list]:
    """The characters of a paragraph, a list for each part that <br> ends.

    A picture and a <br> are one unit of no text. Each <br> stays in the part that it ends, so
    that an empty line keeps its height; the empty fragment that ends each paragraph is left out.
    """
    runs: list[list] = [[]]
    for frag in frags:
        text, ends_line = str(frag.text), hasattr(frag, "lineBreak")
        if text or ends_line or hasattr(frag, "cbDefn"):
            runs[-1] += [paragraphs.cjkU(char, frag, encoding) for char in text or [""]]
        if ends_line:
            runs.append([])
    return runs


class _HeadingWithStart(KeepTogether):
    """A heading and what must follow it: the start of it, if it can be split.

    reportlab's own class moves a table that is longer than the page to a new one, and leaves
    the page with the text before it half empty.
    """

    def split(self, width: float, height: float) -> list[Flowable]:
        self.wrap(width, height)
        following = self._content[-1]
        headings = self._H - following.wrapOn(self.canv, width, height)[1]
        if height < self._H and following.splitOn(self.canv, width, height - headings):
            return self._content[:]
        return super().split(width, height)


class _RowsTag(pisaTag):
    """<pdf:rows table="0"></pdf:rows>: the table of that number among those passed along."""

    def start(self, c) -> None:
        c.addPara()
        c.addStory(_Rows(_tables.get()[int(self.node.getAttribute("table"))]))


class _Rows(Flowable):
    """The table, laid out once the width of the page is known.

    The page count takes two passes over the document; the second finds the layout of the first.
    """

    def __init__(self, table: PdfTable) -> None:
        super().__init__()
        self._laid_out = cache(lambda width: _long_table(table, width))

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self._current = self._laid_out(width)
        return self._current.wrap(width, height)

    def split(self, width: float, height: float) -> list[Flowable]:
        return self._laid_out(width).split(width, height)

    def drawOn(self, canvas, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803  # named by reportlab
        self._current.drawOn(canvas, x, y, _sW)


def _long_table(table: PdfTable, width: float) -> LongTable:
    total = sum(column.width for column in table.columns)
    widths = [width * column.width / total for column in table.columns]
    headings = [_tidy(column.heading) for column in table.columns]
    rows = [[_tidy(text) for text in row] for row in table.rows]
    fonts = [_heading_font(heading) for heading in headings]
    cells = [_wrapped_row(headings, fonts, widths)]
    cells += [_wrapped_row(row, [FAMILY] * len(widths), widths) for row in rows]
    totals = [_tidy(text) for text in table.total]
    total_fonts = [_heading_font(text) for text in totals]
    if totals:
        cells.append(_wrapped_row(totals, total_fonts, widths))
    heights = [_row_height(row) for row in cells]
    return LongTable(
        cells,
        colWidths=widths,
        rowHeights=heights,
        repeatRows=1,
        style=_style(table, fonts, total_fonts),
    )


def _tidy(text: str) -> str:
    return SPACES.sub(" ", text).strip(" ")


def _glyphs(font: str) -> dict[int, int]:
    return pdfmetrics.getFont(font).face.charToGlyph


def _heading_font(heading: str) -> str:
    return BOLD if all(ord(char) in _glyphs(BOLD) for char in heading) else FAMILY


def _wrapped_row(row: Sequence[str], fonts: Sequence[str], widths: Sequence[float]) -> list[str]:
    return [
        _wrapped(text, font, width - 2 * CELL_PADDING_X)
        for text, font, width in zip(row, fonts, widths, strict=True)
    ]


def _wrapped(text: str, font: str, room: float) -> str:
    """The text with a line feed at the end of each line but the last."""
    if pdfmetrics.stringWidth(text, font, CELL_SIZE) <= room:
        return text
    widths = [pdfmetrics.stringWidth(char, font, CELL_SIZE) for char in text]
    spans = line_spans(text, widths, [room])
    return "\n".join(text[start:end].rstrip(" ") for start, end in spans)


def _row_height(row: Sequence[str]) -> float:
    lines = 1 + max(text.count("\n") for text in row)
    return lines * CELL_LEADING + 2 * CELL_PADDING_Y


def _style(table: PdfTable, heading_fonts: Sequence[str], total_fonts: Sequence[str]) -> TableStyle:
    """The look of `.grid` tables in pdf/base.html."""
    everywhere = (0, 0), (-1, -1)
    heading = (0, 0), (-1, 0)
    commands = [
        ("FONT", *everywhere, FAMILY, CELL_SIZE, CELL_LEADING),
        ("LEFTPADDING", *everywhere, CELL_PADDING_X),
        ("RIGHTPADDING", *everywhere, CELL_PADDING_X),
        ("TOPPADDING", *everywhere, CELL_PADDING_Y),
        ("BOTTOMPADDING", *everywhere, CELL_PADDING_Y),
        ("VALIGN", *everywhere, "MIDDLE"),
        ("ROWBACKGROUNDS", (0, 1), (-1, -1), [None, ZEBRA]),
        ("LINEBELOW", (0, 1), (-1, -1), 0.25, RULE),
        ("BACKGROUND", *heading, HEAD),
        ("TEXTCOLOR", *heading, INK),
        ("LINEABOVE", *heading, 0.8, INK),
        ("LINEBELOW", *heading, 0.8, INK),
    ]
    for index, (column, font) in enumerate(zip(table.columns, heading_fonts, strict=True)):
        commands.append(("ALIGN", (index, 0), (index, -1), column.align.upper()))
        commands.append(("FONTNAME", (index, 0), (index, 0), font))
    if total_fonts:
        commands.append(("BACKGROUND", *TOTAL, HEAD))
        commands.append(("LINEABOVE", *TOTAL, 0.8, INK))
    for index, font in enumerate(total_fonts):
        commands.append(("FONTNAME", (index, -1), (index, -1), font))
    return TableStyle(commands)
