"""What is looked for: the terms of a query."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from courses.finding.folding import fold
from courses.finding.words import GRADE
from courses.search.bigrams import HAN

LONGEST_QUERY = 60  # characters; nobody types more, and each term costs a look at all pages
MOST_TERMS = 6
# In folded text: a phrase in quotation marks, a grade such as 8年级, a run of Han, or of the rest.
_TERM = re.compile(rf'"([^"]+)"|(\d+{GRADE})|([{HAN}]+)|((?:(?![{HAN}_])\w)+)')
_QUOTATION_MARKS = str.maketrans("“”„「」『』«»", '"""""""""')
_LATIN = re.compile(r"[a-z]{2,}")


@dataclass(frozen=True, slots=True)
class Query:
    """`text` as typed; each of `terms` must occur, folded; `whole` is all of it.

    Those of `initials` may occur as the first letters of a title's syllables instead.
    """

    text: str
    terms: tuple[str, ...]
    whole: str
    initials: frozenset[str] = frozenset()

    def __bool__(self):
        return bool(self.terms)

    def with_initials(self) -> "Query":
        """The query to ask when the letters themselves occur nowhere."""
        return replace(self, initials=frozenset(filter(_LATIN.fullmatch, self.terms)))

    def without_initials(self) -> "Query":
        return replace(self, initials=frozenset())


def parse(typed: str) -> Query:
    """The terms of what somebody typed: parted at spaces and marks, and between Han and the rest.

    情绪CBT is 情绪 and cbt; words within quotation marks stay together. Never an error.
    """
    text = " ".join(typed.split())[:LONGEST_QUERY]
    folded = fold(text.translate(_QUOTATION_MARKS))
    found = (next(filter(None, match.groups())).strip() for match in _TERM.finditer(folded))
    terms = tuple(dict.fromkeys(term for term in found if any(map(str.isalnum, term))))
    return Query(text, terms[:MOST_TERMS], folded.replace('"', "").strip())


def typed(terms: Iterable[str]) -> str:
    """How somebody would have typed these terms: `parse` makes them of it again."""
    return " ".join(term if parse(term).terms == (term,) else f'"{term}"' for term in terms)
