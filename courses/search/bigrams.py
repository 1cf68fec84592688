"""What goes into a full-text index for a text, and what is looked for in it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_RUN = re.compile(f"[{HAN}]+")
_TERM = re.compile(rf"([{HAN}]+)|(?:(?![{HAN}])\w)+")
# A token that no text holds: what is looked for when a query has no words.
NOTHING = "\ue000"


@dataclass(frozen=True, slots=True)
class Term:
    """Tokens that must follow each other; of the last one the beginning is enough if `is_prefix`."""

    tokens: tuple[str, ...]
    is_prefix: bool = False

    def __str__(self):
        return " ".join(self.tokens)


def index_text(text: str) -> str:
    """`text` with each run of Han characters as its pairs and its last character.

    心理健康 becomes 心理 理健 健康 康; what is not Han stays as it is.
    """
    return _RUN.sub(lambda run: f" {' '.join(_pairs_and_last(run[0]))} ", text)


def words_of(query: str) -> list[Term]:
    """The words of a query, each of which stands for itself."""
    return [_term(match) for match in _TERM.finditer(query)]


def phrase_of(query: str) -> list[Term]:
    """The whole query as one term: its words must follow each other."""
    matches = list(_TERM.finditer(query))
    if not matches:
        return []
    last = _term(matches[-1])
    before = [token for match in matches[:-1] for token in _indexed(match)]
    return [Term((*before, *last.tokens), last.is_prefix)]


def _term(match: re.Match) -> Term:
    run = match[1]
    if run is None:
        return Term((match[0],))
    # A single character has no pair; it begins one, or ends its run.
    return Term((run,), is_prefix=True) if len(run) == 1 else Term(tuple(_pairs(run)))


def _indexed(match: re.Match) -> Iterable[str]:
    return _pairs_and_last(match[1]) if match[1] else [match[0]]


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)]


def _pairs_and_last(run: str) -> list[str]:
    return [*_pairs(run), run[-1]]
