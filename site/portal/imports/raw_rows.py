"""The cells of a sheet as they came, by row number."""

from common.sheets import SheetTable


class RawRows:
    """Rows of the table and, beside them, the rows refused for standing after its footer."""

    def __init__(self, table: SheetTable):
        self._table = table
        self._places = {row: place for place, row in enumerate(table.rows)}

    def cell(self, row: int, heading: str) -> object:
        """An empty text where the sheet lacks the column."""
        place = self._places.get(row)
        if place is None:
            return self._table.refused_cells.get(row, {}).get(heading, "")
        column = self._table.columns.get(heading)
        return column[place] if column else ""
