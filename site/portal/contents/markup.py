"""A small markup that reads like the text itself, and becomes what Wagtail keeps.

A blank line ends a paragraph; lines that begin with “- ” or “1. ” are a list; **strong**; a link is
[words](lessons/some-slug), a page below the home page, or [words](/start/), or an address.
"""

import re
from collections.abc import Callable
from textwrap import dedent

from django.utils.html import escape

STRONG = re.compile(r"\*\*(.+?)\*\*")
LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
ITEM = re.compile(r"(-|\d+\.) +")
OUTSIDE = ("/", "#", "https://")

# The id of the page at a path below the home page.
PageAt = Callable[[str], int]


def prose(text: str, page_at: PageAt) -> str:
    """The text as rich text. `page_at` is asked for each page that it links to."""
    blocks = re.split(r"\n\s*\n", dedent(text).strip())
    return "".join(_block(block.strip(), page_at) for block in blocks)


def links(text: str) -> list[str]:
    return [target for _words, target in LINK.findall(text)]


def _block(block: str, page_at: PageAt) -> str:
    lines = [line.strip() for line in block.split("\n")]
    if not all(ITEM.match(line) for line in lines):
        return f"<p>{_inline(''.join(lines), page_at)}</p>"
    tag = "ul" if lines[0].startswith("-") else "ol"
    items = (_inline(ITEM.sub("", line, count=1), page_at) for line in lines)
    return f"<{tag}>" + "".join(f"<li>{item}</li>" for item in items) + f"</{tag}>"


def _inline(text: str, page_at: PageAt) -> str:
    html = STRONG.sub(r"<b>\1</b>", escape(text))

    def link(match: re.Match) -> str:
        words, target = match.groups()
        if target.startswith(OUTSIDE):
            return f'<a href="{target}">{words}</a>'
        return f'<a linktype="page" id="{page_at(target)}">{words}</a>'

    return LINK.sub(link, html)
