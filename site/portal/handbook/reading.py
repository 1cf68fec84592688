"""A handbook in Markdown, parted into one page for each of its `## ` headings. No files, no Django.

Whatever is HTML in it is shown as it is written. Links lead to other headings of the handbook or to
other sites; a link to another document is left as plain words, for the site has no page for it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

# What the web shows of a heading in an address, as repository browsers make it.
NOT_IN_ANCHORS = re.compile(r"[^\w\- ]")


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as the page shows it."""

    address: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Places:
    """Where things are: a picture by its path in the document, a section by its number."""

    picture: Callable[[str], Shown]
    section: Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Section:
    """`number` counts from 1. `html` begins below the section's own title, with headings from h2."""

    number: int
    title: str
    anchor: str
    html: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Handbook:
    """`lead` is HTML, what stands before the first section."""

    title: str
    lead: str
    sections: tuple[Section, ...]

    def section(self, number: int) -> Section | None:
        return next((one for one in self.sections if one.number == number), None)


def read_handbook(text: str, places: Places) -> Handbook:
    """Raises KeyError for a link to a heading that is not there."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(text)
    chapters = list(_chapters(tokens))
    title, lead = chapters[0][0], chapters[0][1]
    anchors = dict(_anchors(chapters[1:], places))
    sections = []
    for number, (heading, body) in enumerate(chapters[1:], 1):
        parts = tuple(
            Part(words, anchor_of(words)) for words, level in _headings(body) if level == 3
        )
        html = _html(markdown, heading, body, anchors, places)
        sections.append(Section(number, heading, anchor_of(heading), html, parts))
    return Handbook(title, _html(markdown, title, lead, anchors, places), tuple(sections))


def anchor_of(heading: str) -> str:
    return NOT_IN_ANCHORS.sub("", heading.strip().lower()).replace(" ", "-")


def _chapters(tokens: list[Token]) -> Iterator[tuple[str, list[Token]]]:
    """Words of a heading and the tokens below it: first those under `# `, then under each `## `."""
    heading, body = "", []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.type == "heading_open" and token.tag in ("h1", "h2"):
            if token.tag == "h2":
                yield heading, body
            heading, body = tokens[at + 1].content, []
            at += 3
        else:
            body.append(token)
            at += 1
    yield heading, body


def _headings(body: list[Token]) -> Iterator[tuple[str, int]]:
    for opening, words in zip(body, body[1:], strict=False):
        if opening.type == "heading_open":
            yield words.content, int(opening.tag[1])


def _anchors(chapters, places: Places) -> Iterator[tuple[str, str]]:
    """Addresses of all headings, by anchor."""
    for number, (heading, body) in enumerate(chapters, 1):
        yield anchor_of(heading), places.section(number)
        for words, _level in _headings(body):
            yield anchor_of(words), f"{places.section(number)}#{anchor_of(words)}"


def _html(markdown, heading: str, body: list[Token], anchors: dict, places: Places) -> str:
    prepared = list(_prepared(body, heading, places))
    for token in prepared:
        if token.children:
            token.children = list(_linked(token.children, anchors))
    return markdown.renderer.render(prepared, markdown.options, {})


def _prepared(body: list[Token], heading: str, places: Places) -> Iterator[Token]:
    """Headings one step up, with anchors; tables that scroll by themselves; pictures as figures."""
    for at, token in enumerate(body):
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{int(token.tag[1]) - 1}"
            if token.type == "heading_open":
                heading = body[at + 1].content
                token.attrSet("id", anchor_of(heading))
            yield token
        elif token.type == "table_open":
            label = escapeHtml(heading)
            yield _made(
                f'<div class="table-box-scroll" role="region" aria-label="{label}" tabindex="0">'
            )
            token.attrSet("class", "plain-table")
            yield token
        elif token.type == "table_close":
            yield token
            yield _made("</div>")
        elif _is_picture(body, at):
            continue
        elif token.type == "inline" and _is_picture(body, at - 1):
            yield _figure(token.children[0], places)
        elif token.type == "paragraph_close" and _is_picture(body, at - 2):
            continue
        else:
            yield token


def _is_picture(body: list[Token], at: int) -> bool:
    """Whether a paragraph begins here that holds a picture and nothing else."""
    if not 0 <= at < len(body) - 1 or body[at].type != "paragraph_open":
        return False
    children = body[at + 1].children or []
    return len(children) == 1 and children[0].type == "image"


def _figure(image: Token, places: Places) -> Token:
    shown = places.picture(str(image.attrGet("src")))
    words = {
        "address": escapeHtml(shown.address),
        "alt": escapeHtml(image.content),
        "caption": escapeHtml(str(image.attrGet("title") or "")),
        "narrow": " shot-narrow" if shown.height > shown.width else "",
    }
    caption = f"<figcaption>{words['caption']}</figcaption>" if words["caption"] else ""
    return _made(
        f'<figure class="shot{words["narrow"]}"><a href="{words["address"]}">'
        f'<img src="{words["address"]}" alt="{words["alt"]}" width="{shown.width}" '
        f'height="{shown.height}" loading="lazy"></a>{caption}</figure>'
    )


def _linked(children: list[Token], anchors: dict[str, str]) -> Iterator[Token]:
    """A link within the handbook leads to its page; one to another document is dropped."""
    dropped = False
    for token in children:
        if token.type == "link_open":
            target = str(token.attrGet("href"))
            dropped = not target.startswith(("#", "https://"))
            if dropped:
                continue
            if target.startswith("#"):
                token.attrSet("href", anchors[unquote(target[1:])])
        elif token.type == "link_close" and dropped:
            dropped = False
            continue
        yield token


def _made(html: str) -> Token:
    """Markup of our own: it is not among what the text may hold."""
    return Token("html_block", "", 0, content=html + "\n")
