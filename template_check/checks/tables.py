"""Tables: do listeners hear which headers a value belongs to, and are layout tables kept out of their way?"""

from __future__ import annotations

from collections.abc import Sequence

from template_check.catalogue.card import Rule
from template_check.catalogue.verdict import PASSES, Verdict, fails, unsure
from template_check.document.element import HTML, Element
from template_check.document.tables import Grid, Kind, grid, kind, parts
from template_check.positions import Range

_HEADERS = frozenset({"columnheader", "rowheader"})
_TOLD = frozenset({"caption", "thead"})
_DATA = frozenset({"cell", "gridcell"})
_CELLS = frozenset({"cell", "gridcell", "columnheader", "rowheader"})


def missing_table_headers(table: Element, rule: Rule) -> Verdict:
    """A table of data without a single header cell.

    Two columns without a border or a heading of their own may be labels and what they label, read in the right order.
    """
    if table.tag != "table" or kind(table) is not Kind.DATA:
        return PASSES
    laid_out = grid(table)
    if laid_out is None or laid_out.headers or any(one.role in _HEADERS for one in parts(table)):
        return PASSES
    ruled = table.get("border", "0").strip() not in ("", "0") or any(one.tag in _TOLD for one in parts(table))
    severity = "warning" if laid_out.width == 2 and not ruled else None
    return fails(severity=severity, rows=laid_out.height, columns=laid_out.width)


def layout_table_without_role(table: Element, rule: Rule) -> Verdict:
    """The outermost table that only arranges the page and does not say so."""
    if table.tag != "table" or not table.is_exposed or table.role != "table" or kind(table) is not Kind.LAYOUT:
        return PASSES
    outer = next((one for one in table.ancestors if one.tag == "table"), None)
    if outer is not None and outer.role == "table" and kind(outer) is Kind.LAYOUT:
        return PASSES
    return fails()


def header_in_layout_table(table: Element, rule: Rule) -> Verdict:
    """A table that is said to be layout, and has what only tables of data have."""
    if table.role != "none" or not table.is_rendered:
        return PASSES
    for element in parts(table):
        if element.tag in ("th", "caption") or (element.tag == "td" and element.has("headers")):
            if element.tag == "caption" and not element.visible_text:
                continue
            return fails(at=element.place, tag=element.tag)
    return PASSES


def invalid_scope(cell: Element, rule: Rule) -> Verdict:
    """`scope` has one of its four values, and stands on a header cell."""
    scope = cell.get("scope").strip().lower()
    if cell.tag not in ("td", "th") or not scope or cell.role in (None, "none"):
        return PASSES
    if scope in ("row", "col", "rowgroup", "colgroup") and (cell.tag == "th" or cell.role in _HEADERS):
        return PASSES
    return fails(at=cell.attribute("scope"), scope=scope, tag=cell.tag)


def empty_table_header(header: Element, rule: Rule) -> Verdict:
    """A header cell that says nothing; the corner where headers of rows and columns meet may be empty."""
    if header.role not in _HEADERS or not header.is_exposed or header.name or _is_corner(header):
        return PASSES
    return fails()


def _is_corner(header: Element) -> bool:
    table = header.closest("table")
    laid_out = grid(table) if table is not None else None
    cell = laid_out.of.get(header.index) if laid_out is not None else None
    return cell is not None and cell.x == 0 and cell.y == 0


def broken_header_reference(cell: Element, rule: Rule) -> Verdict:
    """Every id in `headers` is that of another header cell of the same table."""
    table = cell.closest("table")
    if cell.tag not in ("td", "th") or cell.namespace != HTML or table is None or not cell.get("headers").strip():
        return PASSES
    if table.role not in ("table", "grid", "treegrid") or not table.is_exposed or not table.is_visible:
        return PASSES
    for name in cell.get("headers").split():
        other = cell.document.by_id(name)
        inside = other is not None and other is not cell and other.closest("table") is table
        if other is None or not inside or not (other.role in _HEADERS or (other.tag == "th" and other.role != "none")):
            return PASSES if table.is_offscreen else fails(at=cell.attribute("headers"), id=name)
    return PASSES


def header_without_cells(table: Element, rule: Rule) -> Sequence[Verdict]:
    """A header cell that heads no cell, by the table's layout or by `headers`.

    Where a table has nothing but headers a human judges: its rows may be what this sample has none of.
    """
    if not table.is_exposed:
        return ()
    laid_out = grid(table) if table.tag == "table" else None
    if table.tag == "table":
        idle = _idle(laid_out) if laid_out is not None else []
    else:
        idle = [header.place for header in _idle_in_rows(table)]
    if idle and not any(one.tag == "td" or one.role in _DATA for one in table.descendants):
        return [unsure()] if table.document.context.sample else ()
    return [fails(at=at) for at in idle]


def _idle(laid_out: Grid) -> list[Range]:
    heading = [cell for cell in laid_out.headers if cell.element.role in _HEADERS and cell.element.is_exposed]
    if not heading or len(laid_out.cells) > 2_000:
        return []
    used: set[int] = set()
    for cell in laid_out.cells:
        if cell.element.is_exposed:
            used.update(header.element.index for header in laid_out.headers_of(cell))
    return [cell.element.place for cell in heading if cell.element.index not in used and cell.element.name]


def _idle_in_rows(table: Element) -> list[Element]:
    """The headers without cells of a table that is made with roles: each row's cells stand in columns from the left."""
    rows: list[list[Element]] = []
    for element in table.descendants:
        if element.role == "row" and element.is_exposed:
            rows.append([])
        elif rows and element.role in _CELLS and element.is_exposed:
            rows[-1].append(element)
    placed = [_columns(row) for row in rows]
    filled = {
        column
        for row in placed
        for cell, first, last in row
        if cell.role != "columnheader"
        for column in range(first, last)
    }
    idle = []
    for row in placed:
        for cell, first, last in row:
            if cell.role == "columnheader":
                used = not filled.isdisjoint(range(first, last))
            else:
                used = cell.role in _DATA or any(other.role != cell.role for other, _, _ in row)
            if cell.name and not used:
                idle.append(cell)
    return idle


def _columns(row: Sequence[Element]) -> list[tuple[Element, int, int]]:
    """Each cell with the columns that it covers, the first and the one after the last."""
    placed = []
    column = 0
    for cell in row:
        column = max(column, _number(cell, "aria-colindex", column + 1) - 1)
        after = column + _number(cell, "aria-colspan", 1)
        placed.append((cell, column, after))
        column = after
    return placed


def _number(cell: Element, name: str, default: int) -> int:
    """A whole number from 1 to 1,000."""
    written = cell.get(name).strip()
    return max(1, min(1_000, int(written[:6]))) if written.isascii() and written.isdigit() else default
