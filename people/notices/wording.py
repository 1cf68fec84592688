"""Text as it may be kept and put into a message: no control characters, nothing too long."""

import re

# PostgreSQL takes no NUL; a line feed in a subject would begin another header.
_NOT_PRINTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def one_line(text: str, longest: int) -> str:
    """The text without line ends, cut with an ellipsis where it is longer than `longest`."""
    text = " ".join(_NOT_PRINTED.sub(" ", text).split())
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def many_lines(text: str) -> str:
    return _NOT_PRINTED.sub("", text).replace("\r\n", "\n").replace("\r", "\n").strip()
