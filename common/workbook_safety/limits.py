"""How large an uploaded workbook may be."""

from dataclasses import dataclass

MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """`cells` bounds rows × columns of one sheet, blanks included: the reader stores them all.

    `spare_rows` are titles and headings above the `rows` of data, and totals below.
    """

    file_bytes: int = 20 * MB
    unpacked_bytes: int = 200 * MB
    entries: int = 1000
    # Sheets of real registers unpack to 10–30 times their size; 100 leaves room for blank rows.
    ratio: int = 100
    sheets: int = 50
    rows: int = 200_000
    spare_rows: int = 100
    columns: int = 200
    cells: int = 3_000_000
    merges: int = 50_000


LIMITS = Limits()
