"""Translation catalogues as Python values, read without gettext's tools."""

import ast
import gettext
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Message:
    """One entry of a .po file; `strings` has one text per plural form."""

    context: str = ""
    msgid: str = ""
    plural: str = ""
    strings: dict[int, str] = field(default_factory=dict)
    fuzzy: bool = False

    @property
    def key(self) -> str:
        """What a compiled catalogue knows the entry by."""
        return f"{self.context}\x04{self.msgid}" if self.context else self.msgid

    @property
    def translated(self) -> bool:
        return not self.fuzzy and all(self.strings.values())


def read_po(path: Path) -> list[Message]:
    """The entries in force, without the header."""
    messages: list[Message] = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        message = _message([line for line in block.split("\n") if not line.startswith("#~")])
        if message.msgid:
            messages.append(message)
    return messages


def read_mo(path: Path) -> dict:
    """{key or (key, plural form): text}, without the header."""
    with path.open("rb") as file:
        catalogue = dict(gettext.GNUTranslations(file)._catalog)
    catalogue.pop("", None)
    return catalogue


def compiled(messages: list[Message]) -> dict:
    """What `read_mo` gives for these entries once they are compiled."""
    catalogue = {}
    for message in messages:
        if not message.translated:
            continue
        if message.plural:
            catalogue |= {(message.key, form): text for form, text in message.strings.items()}
        else:
            catalogue[message.key] = message.strings[0]
    return catalogue


def _message(lines: list[str]) -> Message:
    message, keyword = Message(), ""
    for line in lines:
        if line.startswith("#"):
            message.fuzzy |= line.startswith("#,") and "fuzzy" in line
            continue
        if not line.startswith('"'):
            keyword, _space, line = line.partition(" ")
        if line:
            _add(message, keyword, ast.literal_eval(line))
    return message


def _add(message: Message, keyword: str, text: str) -> None:
    if keyword.startswith("msgstr"):
        form = int(keyword[7:-1] or 0)
        message.strings[form] = message.strings.get(form, "") + text
        return
    name = {"msgctxt": "context", "msgid": "msgid", "msgid_plural": "plural"}[keyword]
    setattr(message, name, getattr(message, name) + text)
