"""What visitors find: the catalogues with their facets, the search of the whole site, similar lessons.

One table, SearchEntry, holds the words of each published page in a plain form. A page matches when
every term occurs in it, letter for letter: what a reader of Chinese expects, with no dictionary to
be behind the times. Reference: docs/decisions/0016-own-search-table.md.
"""
