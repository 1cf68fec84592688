"""On SQLite: FTS5 reads several tokens within quotation marks as a phrase."""

from modelsearch.backends.database.sqlite import sqlite
from modelsearch.backends.database.sqlite.query import Lexeme, SearchQueryExpression
from modelsearch.query import Phrase, PlainText

from courses.search.compiling import BigramIndexer, NothingForNoWords, lexemes_of


class Indexer(BigramIndexer, sqlite.ObjectIndexer):
    pass


# SQLiteIndex names its indexer in the middle of a long method and offers no other way in.
sqlite.ObjectIndexer = Indexer


class BigramQueries:
    def build_search_query_content(self, query, config=None):
        if not isinstance(query, (PlainText, Phrase)):
            return super().build_search_query_content(query, config)
        lexemes = lexemes_of(query, self.LAST_TERM_IS_PREFIX, Lexeme)
        return SearchQueryExpression(lexemes, config=config)


class QueryCompiler(BigramQueries, sqlite.SQLiteSearchQueryCompiler):
    pass


class AutocompleteQueryCompiler(BigramQueries, sqlite.SQLiteAutocompleteQueryCompiler):
    pass


class BigramSearchBackend(NothingForNoWords, sqlite.SQLiteSearchBackend):
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
