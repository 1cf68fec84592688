"""Everything kept about one person, as a file for that person."""

from portal.privacy.own_data.archive import own_data_archive
from portal.privacy.own_data.sections import Section, sections_of

__all__ = ["Section", "own_data_archive", "sections_of"]
