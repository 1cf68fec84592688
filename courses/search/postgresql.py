"""On PostgreSQL: to_tsquery reads several tokens within quotation marks as a phrase."""

from functools import partial

from django.contrib.postgres.search import SearchQuery
from modelsearch.backends.database.postgres import postgres
from modelsearch.backends.database.postgres.query import Lexeme
from modelsearch.query import Phrase, PlainText

from courses.search.compiling import BigramIndexer, NothingForNoWords, lexemes_of


class Indexer(BigramIndexer, postgres.ObjectIndexer):
    pass


# PostgresIndex names its indexer in the middle of a long method and offers no other way in.
postgres.ObjectIndexer = Indexer


class BigramQueries:
    def build_tsquery_content(self, query, config=None, invert=False):
        if not isinstance(query, (PlainText, Phrase)):
            return super().build_tsquery_content(query, config, invert)
        make_lexeme = partial(Lexeme, invert=invert)
        lexemes = lexemes_of(query, self.LAST_TERM_IS_PREFIX, make_lexeme, invert)
        return SearchQuery(lexemes, search_type="raw", config=config)


class QueryCompiler(BigramQueries, postgres.PostgresSearchQueryCompiler):
    pass


class AutocompleteQueryCompiler(BigramQueries, postgres.PostgresAutocompleteQueryCompiler):
    pass


class BigramSearchBackend(NothingForNoWords, postgres.PostgresSearchBackend):
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
