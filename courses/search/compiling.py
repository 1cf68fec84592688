"""What both databases share: how objects are indexed, and how queries become lexemes."""

from functools import reduce
from operator import and_, or_

from modelsearch.backends.base import EmptySearchResults
from modelsearch.query import Phrase, PlainText

from courses.search.bigrams import NOTHING, Term, index_text, phrase_of, words_of


class BigramIndexer:
    """Over an ObjectIndexer: text goes into the index in pairs of characters."""

    def prepare_value(self, value):
        if isinstance(value, (list, dict)):  # their items come back here one by one
            return super().prepare_value(value)
        return index_text(super().prepare_value(value))


def lexemes_of(query: PlainText | Phrase, last_is_prefix: bool, make_lexeme, invert=False):
    """The words of a query joined as it asks; `invert`: their lexemes are negations already.

    A query of no words finds nothing.
    """
    is_phrase = isinstance(query, Phrase)
    terms = (phrase_of if is_phrase else words_of)(query.query_string) or [Term((NOTHING,))]
    last = len(terms) - 1
    lexemes = [
        make_lexeme(str(term), prefix=term.is_prefix or (last_is_prefix and number == last))
        for number, term in enumerate(terms)
    ]
    either = not is_phrase and (query.operator == "or") != invert
    return reduce(or_ if either else and_, lexemes)


class NothingForNoWords:
    """Over a backend: marks alone, such as a lone quotation mark, find nothing and break nothing."""

    def _search(self, compiler_class, query, *args, **kwargs):
        if isinstance(query, str) and not words_of(query):
            return EmptySearchResults()
        return super()._search(compiler_class, query, *args, **kwargs)
