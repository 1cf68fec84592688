"""The entries that a query finds. Each page's words are looked through once."""

from dataclasses import dataclass

from courses.finding.querysets import SearchEntryQuerySet
from courses.finding.terms import Query


@dataclass(frozen=True, slots=True)
class Matches:
    """`entries` found by `query`, which may have become one for first letters."""

    entries: SearchEntryQuerySet
    query: Query


def find(entries: SearchEntryQuerySet, query: Query) -> Matches:
    """All that match. One query, two where the first finds nothing; none without terms.

    Counting and listing look only at the keys found here: reading the words of all pages is what
    a search costs.
    """
    if not query:
        return Matches(entries, query)
    keys = list(entries.matching(query).values_list("pk", flat=True))
    by_letters = query.with_initials()
    if not keys and by_letters.initials:
        query = by_letters
        keys = list(entries.matching(query).values_list("pk", flat=True))
    return Matches(entries.filter(page__among=keys), query)
