"""The cells of a table and the headers of each, by https://html.spec.whatwg.org/multipage/tables.html"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from template_check.document.roles import explicit
from template_check.lazy import lazy

if TYPE_CHECKING:
    from template_check.document.document import Document
    from template_check.document.element import Element

# The standard's own: a wider or taller span is clipped.
_WIDEST, _TALLEST = 1_000, 65_534
# A table of more slots is not laid out: no message holds one, and every slot costs memory.
_MOST_SLOTS = 150_000
_PARTS = frozenset({"thead", "tbody", "tfoot"})
_HEADER_ROLES = {"columnheader": "col", "rowheader": "row"}
# A header cell with a role that does not exist is still one.
_OWN: dict[str, tuple[str | None, ...]] = {"th": (None,), "td": ()}


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A cell with the slots that it covers: `width` columns from `x`, `height` rows from `y`."""

    element: Element
    x: int
    y: int
    width: int
    height: int

    @property
    def is_header(self) -> bool:
        """Whether it is a header cell, by its tag or by its role."""
        written = self.element.attributes.get("role")
        return (
            self.element.tag == "th"
            if not written
            else explicit(self.element) in (*_HEADER_ROLES, *_OWN[self.element.tag])
        )

    @property
    def scope(self) -> str:
        """`row`, `col`, `rowgroup`, `colgroup` or `auto`."""
        if "role" in self.element.attributes and explicit(self.element) in _HEADER_ROLES:
            return _HEADER_ROLES[explicit(self.element) or ""]
        written = self.element.get("scope").strip().lower()
        return written if written in ("row", "col", "rowgroup", "colgroup") else "auto"


@dataclass(frozen=True)
class Grid:
    """A table's cells, and which of them covers each slot."""

    cells: tuple[Cell, ...]
    slots: dict[tuple[int, int], Cell]
    width: int
    height: int
    # The first and last row of each row group, and column of each column group.
    row_groups: tuple[tuple[int, int], ...] = ()
    column_groups: tuple[tuple[int, int], ...] = ()
    of: dict[int, Cell] = field(default_factory=dict)

    @lazy
    def headers(self) -> tuple[Cell, ...]:
        """The header cells."""
        return tuple(cell for cell in self.cells if cell.is_header)

    @lazy
    def data(self) -> tuple[Cell, ...]:
        """The data cells."""
        return tuple(cell for cell in self.cells if not cell.is_header)

    @lazy
    def _rows_with_data(self) -> frozenset[int]:
        return frozenset(row for cell in self.data for row in range(cell.y, cell.y + cell.height))

    @lazy
    def _columns_with_data(self) -> frozenset[int]:
        return frozenset(column for cell in self.data for column in range(cell.x, cell.x + cell.width))

    def is_column_header(self, cell: Cell) -> bool:
        """Whether the header cell heads the columns below it."""
        if cell.scope != "auto":
            return cell.scope == "col"
        return self._rows_with_data.isdisjoint(range(cell.y, cell.y + cell.height))

    def is_row_header(self, cell: Cell) -> bool:
        """Whether the header cell heads the rows beside it."""
        if cell.scope != "auto":
            return cell.scope == "row"
        return not self.is_column_header(cell) and self._columns_with_data.isdisjoint(
            range(cell.x, cell.x + cell.width)
        )

    @lazy
    def _kinds(self) -> dict[int, tuple[bool, bool]]:
        return {cell.element.index: (self.is_column_header(cell), self.is_row_header(cell)) for cell in self.headers}

    def headers_of(self, cell: Cell) -> tuple[Cell, ...]:
        """The header cells that are assigned to a cell: those its `headers` names, else those that its place tells."""
        found: dict[int, Cell] = {}
        if "headers" in cell.element.attributes:
            wanted = set(cell.element.attributes["headers"].split())
            by_id = self.ids
            for name in wanted:
                other = by_id.get(name)
                if other is not None and other is not cell:
                    found[other.element.index] = other
        else:
            for row in range(cell.y, cell.y + cell.height):
                self._scan(cell, found, cell.x, row, -1, 0)
            for column in range(cell.x, cell.x + cell.width):
                self._scan(cell, found, column, cell.y, 0, -1)
            self._add_groups(cell, found)
        found.pop(cell.element.index, None)
        return tuple(found[index] for index in sorted(found))

    @lazy
    def ids(self) -> dict[str, Cell]:
        """The first cell with each id."""
        found: dict[str, Cell] = {}
        for cell in self.cells:
            name = cell.element.attributes.get("id")
            if name:
                found.setdefault(name, cell)
        return found

    def _add_groups(self, cell: Cell, found: dict[int, Cell]) -> None:
        for header in self._group_headers:
            if header.scope == "rowgroup":
                group = _around(self.row_groups, header.y)
                inside = (
                    group is not None and group[0] <= cell.y <= group[1] and header.y <= cell.y and header.x <= cell.x
                )
            else:
                group = _around(self.column_groups, header.x)
                inside = (
                    group is not None and group[0] <= cell.x <= group[1] and header.x <= cell.x and header.y <= cell.y
                )
            if inside:
                found[header.element.index] = header

    @lazy
    def _group_headers(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.headers if cell.scope in ("rowgroup", "colgroup"))

    def _scan(self, principal: Cell, found: dict[int, Cell], x: int, y: int, dx: int, dy: int) -> None:
        """The standard's internal algorithm for scanning and assigning header cells, from one slot in one direction."""
        opaque: list[Cell] = []
        in_header_block = principal.is_header
        block: list[Cell] = [principal] if in_header_block else []
        while True:
            x += dx
            y += dy
            if x < 0 or y < 0:
                return
            current = self.slots.get((x, y))
            if current is None:
                continue
            if not current.is_header:
                if in_header_block:
                    in_header_block = False
                    opaque += block
                    block = []
                continue
            in_header_block = True
            block.append(current)
            is_column, is_row = self._kinds[current.element.index]
            if dx == 0:
                blocked = not is_column or any(one.x == current.x and one.width == current.width for one in opaque)
            else:
                blocked = not is_row or any(one.y == current.y and one.height == current.height for one in opaque)
            if not blocked:
                found[current.element.index] = current


def _around(groups: Iterable[tuple[int, int]], at: int) -> tuple[int, int] | None:
    return next(((first, last) for first, last in groups if first <= at <= last), None)


def grid(table: Element) -> Grid | None:
    """The table laid out in rows and columns; None if it has more than 150,000 slots."""
    grids = table.document.grids
    if table.index not in grids:
        grids[table.index] = _laid_out(table)
    return grids[table.index]


def rows(table: Element) -> Iterator[tuple[Element, int]]:
    """The table's rows in the order that they are laid out, each with the number of its row group."""
    group = 0
    feet = []
    for child in table.children:
        if child.tag == "tr":
            yield child, group
        elif child.tag == "tfoot":
            feet.append(child)
        elif child.tag in _PARTS:
            group += 1
            for row in child.children:
                if row.tag == "tr":
                    yield row, group
            group += 1
    for foot in feet:
        group += 1
        for row in foot.children:
            if row.tag == "tr":
                yield row, group


def _laid_out(table: Element) -> Grid | None:
    every = list(rows(table))
    sizes: dict[int, int] = {}
    for number, (_, group) in enumerate(every):
        sizes[group] = number
    slots: dict[tuple[int, int], Cell] = {}
    cells: list[Cell] = []
    width = 0
    for y, (row, group) in enumerate(every):
        x = 0
        below = sizes[group] - y + 1
        for element in row.children:
            if element.tag not in ("td", "th"):
                continue
            while (x, y) in slots:
                x += 1
            across = min(_number(element, "colspan", 1) or 1, _WIDEST)
            down = min(_number(element, "rowspan", 1), _TALLEST)
            down = below if down == 0 else min(down, below)
            cell = Cell(element, x, y, across, down)
            if len(slots) + across * down > _MOST_SLOTS:
                return None
            cells.append(cell)
            for row_number in range(y, y + down):
                for column in range(x, x + across):
                    slots.setdefault((column, row_number), cell)
            x += across
            width = max(width, x)
    groups: dict[int, list[int]] = {}
    for y, (_, group) in enumerate(every):
        groups.setdefault(group, []).append(y)
    row_groups = tuple((numbers[0], numbers[-1]) for numbers in groups.values())
    of = {cell.element.index: cell for cell in cells}
    return Grid(tuple(cells), slots, width, len(every), row_groups, tuple(_column_groups(table)), of)


def _column_groups(table: Element) -> Iterator[tuple[int, int]]:
    x = 0
    for group in table.children:
        if group.tag != "colgroup":
            continue
        columns = [child for child in group.children if child.tag == "col"]
        spans = columns or [group]
        width = sum(min(_number(one, "span", 1) or 1, _WIDEST) for one in spans)
        yield x, x + width - 1
        x += width


def _number(element: Element, name: str, default: int) -> int:
    written = element.attributes.get(name, "").strip()
    return int(written[:9]) if written.isascii() and written.isdigit() else default


def header_role(element: Element, table: Element) -> str | None:
    """`columnheader` or `rowheader` for a header cell without a scope of its own, by its place; None if it heads nothing."""
    laid_out = grid(table)
    if laid_out is None:
        return "columnheader"
    cell = laid_out.of.get(element.index)
    if cell is None:
        return None
    if laid_out.is_column_header(cell):
        return "columnheader"
    return "rowheader" if laid_out.is_row_header(cell) else None


class Kind(Enum):
    """What a table is for; UNKNOWN where both are likely."""

    DATA = "data"
    LAYOUT = "layout"
    UNKNOWN = "unknown"


_ARRANGED = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "form", "input", "select", "textarea", "hr"])
_SPACED = frozenset({"cellpadding", "cellspacing", "align", "bgcolor", "background", "height"})
_LONGEST_VALUE = 120


def parts(table: Element) -> Sequence[Element]:
    """The elements of the table itself, not those of tables in its cells; such tables are among them."""
    return table.document.table_parts.get(table.index, ())


def all_parts(document: Document) -> Mapping[int, Sequence[Element]]:
    """The elements of each table itself, by its index."""
    found: dict[int, list[Element]] = {}
    if "table" not in document.by_tag:
        return found
    # The nearest table around each element, itself for a table.
    nearest = [-1] * len(document.elements)
    for element in document.elements:
        around = nearest[element.parent.index] if element.parent is not None else -1
        if around >= 0:
            found.setdefault(around, []).append(element)
        nearest[element.index] = element.index if element.tag == "table" else around
    return found


def kind(table: Element) -> Kind:
    """Whether a table holds data or only arranges the page, by what it is made of and what its cells hold.

    A single row or column, tables and headings inside cells, and cells of whole paragraphs are layout; two rows and
    columns of short texts are data.
    """
    kinds = table.document.table_kinds
    found = kinds.get(table.index)
    if found is None:
        found = kinds[table.index] = _kind(table)
    return found


def _is_of_links(laid_out: Grid, texts: Sequence[str]) -> bool:
    """Whether each cell holds nothing but a link or a button: a menu, not data."""
    for cell, text in zip(laid_out.cells, texts, strict=True):
        acting = next((one for one in cell.element.descendants if one.tag in ("a", "button")), None)
        if text and (acting is None or acting.visible_text != text):
            return False
    return True


def _kind(table: Element) -> Kind:
    explicit_role = explicit(table)
    if explicit_role == "none":
        return Kind.LAYOUT
    if explicit_role is not None:
        return Kind.DATA
    laid_out = grid(table)
    if laid_out is None:
        return Kind.UNKNOWN
    own = {one.tag for one in parts(table)}
    if laid_out.headers or "caption" in own or "thead" in own:
        return Kind.DATA
    if "table" in own:
        return Kind.LAYOUT
    if laid_out.width < 2 or laid_out.height < 2 or not own.isdisjoint(_ARRANGED):
        return Kind.LAYOUT
    texts = [cell.element.visible_text for cell in laid_out.cells]
    if any(len(text) > _LONGEST_VALUE for text in texts):
        return Kind.UNKNOWN
    if sum(map(bool, texts)) * 4 < len(texts) * 3 or "img" in own:
        return Kind.UNKNOWN
    if table.attributes.get("summary", "x").strip() == "" or _is_of_links(laid_out, texts):
        return Kind.UNKNOWN
    spaced = sum(1 for name in _SPACED if name in table.attributes)
    bare = table.get("cellpadding").strip() == "0" and table.get("border").strip() in ("", "0")
    return Kind.UNKNOWN if bare or spaced > 2 else Kind.DATA
