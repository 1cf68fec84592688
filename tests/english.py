"""English words in what a screen shows or reads aloud."""

import json
import re
from collections.abc import Iterator

from lxml import html

# Names of things, of formats and of keys, which are the same in Chinese.
KNOWN = frozenset(
    {"Wagtail", "JavaScript", "English", "Word", "KB", "MB", "Ctrl", "Shift", "Alt", "Esc"}
    | {"PDF", "MP4", "WebM", "H.264", "WebVTT", "UTF-8", "JPG", "JPEG", "PNG", "GIF", "WEBP"}
    | {"CSV", "XLSX", "pdf", "docx", "xlsx", "pptx", "csv", "txt"}
)
ADDRESS = re.compile(r"https?://\S+|(?<!\w)/[\w/.-]+|\b[\w-]+\.(?:pdf|png|vtt|webm|mp4)\b")
MARKUP = re.compile(r"<[^>]*>|&\w+;")
WORD = re.compile(r"(?<![\w.])[A-Za-z][\w.'-]+")
SPOKEN = ("aria-label", "title", "placeholder", "alt", "data-w-tooltip-content-value")
SILENT = {"script", "style", "noscript"}
BUTTONS = {"submit", "button", "reset"}
# What scripts make screens of: the menu and the blocks of the editor.
SAID_BY_SCRIPTS = re.compile(r'"(?:label|helpText|placeholder|description)": ("(?:[^"\\]|\\.)*")')


def english_in(page: str, known: frozenset[str] = frozenset()) -> list[str]:
    """Each text of the page that has an English word in it, once, in order."""
    found = [text for text in _texts(html.fromstring(page)) if _words(text) - KNOWN - known]
    return list(dict.fromkeys(found))


def _words(text: str) -> set[str]:
    plain = ADDRESS.sub(" ", MARKUP.sub(" ", text))
    return {word.rstrip(".-'") for word in WORD.findall(plain)}


def _texts(element) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.get("hidden") is not None:
        return
    if element.tag in SILENT:
        said = SAID_BY_SCRIPTS.findall(element.text or "") if element.tag == "script" else []
        yield from (json.loads(text) for text in said)
        return
    yield from (value for name in SPOKEN if (value := element.get(name)))
    if element.tag == "input" and element.get("type") in BUTTONS:
        yield element.get("value", "")
    yield " ".join((element.text or "").split())
    for child in element:
        yield from _texts(child)
        yield " ".join((child.tail or "").split())
