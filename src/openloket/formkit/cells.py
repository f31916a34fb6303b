"""Cells of a table that a spreadsheet opens and can't be tricked by."""


def harmless(cell: str) -> str:
    """The text of a cell; one that begins as a formula gets an apostrophe, also behind spaces."""
    begins = cell.lstrip(" \u00a0\ufeff")[:1]
    return f"'{cell}" if begins and begins in "=+-@\t\r\n" else cell
