"""A stand-in for a translation: shows which words were never offered to one."""

import re

HAN = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")


def coded(message: str) -> str:
    """The message with a number in place of each character that English does not use."""
    return re.sub(r"[^\x00-\x7f]", lambda char: f"{ord(char[0]) % 1296:03d}", str(message))
