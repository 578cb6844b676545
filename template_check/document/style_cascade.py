"""The cascade: which declaration of the sheets, the style attribute and the presentational attributes wins.

Follows https://www.w3.org/TR/css-cascade-5/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from template_check.document import style_media, style_syntax
from template_check.document.colour import read_legacy
from template_check.document.style_defaults import HINTING, presentational
from template_check.document.style_media import Medium
from template_check.document.style_properties import INITIAL, OTHERWISE, longhands
from template_check.lazy import lazy

if TYPE_CHECKING:
    from template_check.document.document import Document
    from template_check.document.element import Element
    from template_check.document.style_selectors import Selector, Specificity

NOTHING: Mapping[str, Won] = {}
_VAR = re.compile(r"var\(\s*(--[^\s,()]+)\s*(,)?", re.IGNORECASE)
_LONGEST_VALUE = 5_000
_MOST_SUBSTITUTIONS = 50
_MOST_RULES = 20_000


class Origin(NamedTuple):
    """Where a declaration stands: in a sheet (`element` None), or in an attribute of an element."""

    element: Any
    attribute: str
    start: int
    end: int


class Won(NamedTuple):
    """The declaration that won for a property; `origin` is None for the browser's own."""

    value: str
    origin: Origin | None
    important: bool = False
    is_substituted: bool = False


class _Rule(NamedTuple):
    selector: Selector
    declarations: tuple[style_syntax.Declaration, ...]
    weight: tuple[int, Specificity, int]
    base: int
    media: tuple[str, ...]
    # What the declarations set, where nothing in them is important and no variable is made or put in.
    ready: Mapping[str, Won] | None


# Properties that neither a browser's own sheet nor an attribute sets, with what a source that sets them must hold.
_RARE = {
    **{name: name for name in ("text-shadow", "-webkit-text-fill-color", "filter", "mix-blend-mode", "transform")},
    **{name: name for name in ("rotate", "opacity", "position", "clip", "clip-path", "pointer-events", "float")},
    **{f"animation-{part}": "animation" for part in ("name", "duration", "iteration-count")},
    **{f"overflow-{axis}": "overflow" for axis in ("x", "y")},
    "background-clip": "background",
    "background-size": "background-size",
}


class Cascade:
    """What a document declares for its elements on one medium. Costs nothing before the first question."""

    def __init__(self, document: Document, medium: Medium, like: Cascade | None = None) -> None:
        self.document = document
        self.medium = medium
        # The same document's styles on another medium: what it has read and matched need not be read again.
        self._like = like
        # False once a sheet was too large to be matched: what it says is not known.
        self.is_complete = True
        self._own: dict[tuple[int, str], Mapping[str, Won]] = {}
        self._variables: dict[str, dict[int, str]] = {}

    def cascaded(self, element: Element, pseudo: str = "") -> Mapping[str, Won]:
        """What the document declares for the element: the winner for each longhand, custom properties put in."""
        plain = "style" not in element.attributes and HINTING.isdisjoint(element.attributes)
        if plain and not self.has_sheets and not (element.tag == "a" and self._link_colour is not None):
            return NOTHING
        key = (element.index, pseudo)
        known = self._own.get(key)
        if known is None:
            if plain and key not in self._matched and (element.tag != "a" or self._link_colour is None):
                return NOTHING
            known = self._own[key] = self._cascade(element, pseudo)
        return known

    @lazy
    def _link_colour(self) -> Won | None:
        """What `<body link>` says of all links."""
        for element in self.document.elements[:50]:
            if element.tag == "body":
                written = read_legacy(element.attributes["link"]) if "link" in element.attributes else None
                return Won(written.hex, Origin(element, "link", 0, 0)) if written is not None else None
        return None

    def _cascade(self, element: Element, pseudo: str) -> Mapping[str, Won]:
        # What comes later wins: attributes, sheets by layer, specificity and order, the style attribute, what is important.
        winners: dict[str, Won] = {}
        if not pseudo:
            if element.tag == "a" and "href" in element.attributes and self._link_colour is not None:
                winners["color"] = self._link_colour
            if not HINTING.isdisjoint(element.attributes):
                for name, value, attribute in presentational(element):
                    winners[name] = Won(value, Origin(element, attribute, 0, 0))
        matched = self._matched.get((element.index, pseudo), ())
        if self._like is not None and not any(rule.media for rule in matched):
            known = self._like.cascaded(element, pseudo)
            if not any(won.is_substituted for won in known.values()):
                return known
        rules = [rule for rule in matched if not rule.media or all(map(self._holds, rule.media))]
        if len(rules) > 1:
            rules.sort(key=lambda rule: rule.weight)
        styled = not pseudo and "style" in element.attributes
        if all(rule.ready is not None for rule in rules):
            # Nothing but plain declarations in the sheets: they are laid over each other as they are.
            own = _prepared(style_syntax.declarations(element.attributes["style"])) if styled else None
            if own is None or own.is_plain:
                for rule in rules:
                    winners.update(rule.ready or NOTHING)
                if own is not None:
                    for name, value, _, start, end in own.normal:
                        winners[name] = Won(value, Origin(element, "style", start, end))
                return winners
        sources: list[_Source] = [(rule.declarations, None, rule.base) for rule in rules]
        if styled:
            sources.append((style_syntax.declarations(element.attributes["style"]), element, 0))
        prepared = [(_prepared(declarations), owner, base) for declarations, owner, base in sources]
        if any(one.has_custom for one, _, _ in prepared):
            self._custom(element, sources, winners)
        for one, owner, base in prepared:
            self._put(one.normal, owner, base, element, winners)
        if any(one.important for one, _, _ in prepared):
            if len({rule.weight[0] for rule in rules}) > 1:
                # Of important declarations those in the earlier layer win.
                order = sorted(range(len(rules)), key=lambda number: (-rules[number].weight[0], rules[number].weight))
                prepared = [prepared[number] for number in order] + prepared[len(rules) :]
            for one, owner, base in prepared:
                self._put(one.important, owner, base, element, winners, True)
        return winners

    def _holds(self, query: str) -> bool:
        return style_media.holds(query, self.medium)

    def _put(
        self,
        declarations: tuple[style_syntax.Declaration, ...],
        owner: Element | None,
        base: int,
        element: Element,
        winners: dict[str, Won],
        important: bool = False,
    ) -> None:
        """Puts declarations of longhands over those that won before them; variables are put in where they stand."""
        attribute = "style" if owner is not None else ""
        for name, value, is_open, start, end in declarations:
            origin = Origin(owner, attribute, base + start, base + end)
            if not is_open:
                winners[name] = Won(value, origin, important)
                continue
            # A declaration whose variable is missing is as `unset`, not as if it were not there.
            value = self._substituted(value, element, winners) or "unset"
            for longhand, part in longhands(name, value):
                winners[longhand] = Won(part, origin, important, True)

    def _custom(
        self,
        element: Element,
        sources: list[_Source],
        winners: dict[str, Won],
    ) -> None:
        """Puts the element's custom properties among the winners, before anything asks for them."""
        for important in (False, True):
            for declarations, owner, base in sources:
                for name, value, is_important, start, end in declarations:
                    if name.startswith("--") and is_important is important:
                        origin = Origin(owner, "style" if owner is not None else "", base + start, base + end)
                        winners[name] = Won(value, origin, important)

    def _substituted(self, value: str, element: Element, own: Mapping[str, Won]) -> str | None:
        """The value with its variables put in; None if one has neither value nor fallback."""
        for _ in range(_MOST_SUBSTITUTIONS):
            match = _VAR.search(value)
            if match is None:
                return value.strip()
            end = _closing(value, match.end())
            won = own.get(match[1])
            found = won.value if won is not None else self._variable(element.parent, match[1])
            if not found:
                if match[2] is None:
                    return None
                found = value[match.end() : end].strip()
            value = value[: match.start()] + found + value[end + 1 :]
            if len(value) > _LONGEST_VALUE:
                return None
        return None

    @lazy
    def _sheets(self) -> list[tuple[style_syntax.StyleRule, int]]:
        """The rules of all sheets in order, each with the offset of its sheet in the HTML."""
        if self._like is not None:
            return self._like._sheets
        found: list[tuple[style_syntax.StyleRule, int]] = []
        source = self.document.html
        if "<style" not in source and "<STYLE" not in source and "<Style" not in source:
            return found
        for element in self.document.elements:
            if element.tag != "style" or element.attributes.get("type", "text/css").strip().lower() not in _CSS:
                continue
            media = element.attributes.get("media", "")
            end = _end_of_raw_text(source, element.end)
            for rule in style_syntax.rules(source[element.end : end]):
                found.append((rule._replace(media=(*rule.media, media)) if media else rule, element.end))
                if len(found) > _MOST_RULES:
                    self.is_complete = False
                    return found
        return found

    @lazy
    def _matched(self) -> Mapping[tuple[int, str], list[_Rule]]:
        """The rules whose selectors each element meets, by its index, on whatever medium they hold."""
        if self._like is not None:
            return self._like._matched
        matched: dict[tuple[int, str], list[_Rule]] = {}
        keyed: dict[str, list[_Rule]] = {}
        for rule in self._rules():
            keyed.setdefault(_key(rule.selector), []).append(rule)
        if not keyed:
            return matched
        from template_check.document.style_matching import BudgetExceededError, Matcher

        everywhere = keyed.get("", [])
        matcher = Matcher(self.document.elements)
        try:
            for element in self.document.elements:
                attributes = element.attributes
                candidates = [everywhere, keyed.get(element.tag.lower(), ())]
                if "id" in attributes:
                    candidates.append(keyed.get("#" + attributes["id"], ()))
                if "class" in attributes:
                    candidates += [keyed.get("." + name, ()) for name in set(attributes["class"].split())]
                for rules in candidates:
                    for rule in rules:
                        if matcher.matches(element, rule.selector):
                            matched.setdefault((element.index, rule.selector.pseudo), []).append(rule)
        except BudgetExceededError:
            self.is_complete = False
        return matched

    def _rules(self) -> Iterator[_Rule]:
        if not self._sheets:
            return
        from template_check.document.style_selectors import SelectorError, read

        layers: dict[str, int] = {}
        for order, (rule, base) in enumerate(self._sheets):
            try:
                selectors = read(rule.selectors)
            except SelectorError:
                continue
            layer = layers.setdefault(rule.layer, len(layers)) if rule.layer else _MOST_RULES
            own = _prepared(rule.declarations)
            ready = None
            if own.is_plain:
                ready = {
                    name: Won(value, Origin(None, "", base + start, base + end))
                    for name, value, _, start, end in own.normal
                }
            for selector in selectors:
                weight = (layer, selector.specificity, order)
                yield _Rule(selector, rule.declarations, weight, base, rule.media, ready)

    @lazy
    def has_sheets(self) -> bool:
        """Whether the document holds a style sheet with a rule in it."""
        return bool(self._sheets)

    @lazy
    def _unnamed(self) -> Mapping[str, Won]:
        """What rarely declared properties begin as, those that the source does not name: nothing else can set them."""
        source = self._source
        if "all:" in source or "all :" in source:
            return {}
        return {name: Won(INITIAL.get(name, OTHERWISE), None) for name, stem in _RARE.items() if stem not in source}

    @lazy
    def _source(self) -> str:
        return self.document.html.lower()

    def _variable(self, element: Element | None, name: str) -> str:
        """The value of a custom property on an element, inherited as all of them are; "" if it has none."""
        known = self._variables.setdefault(name, {})
        chain = []
        while element is not None and element.index not in known:
            chain.append(element)
            element = element.parent
        value = known[element.index] if element is not None else ""
        for one in reversed(chain):
            won = self.cascaded(one).get(name)
            value = won.value if won is not None else value
            known[one.index] = value
        return value


_Source = tuple[tuple[style_syntax.Declaration, ...], Any, int]


class _Prepared(NamedTuple):
    """A block's declarations as longhands; in `important` of a declaration stands whether a variable is to be put in."""

    normal: tuple[style_syntax.Declaration, ...]
    important: tuple[style_syntax.Declaration, ...]
    has_custom: bool
    is_plain: bool


def _prepared(declarations: tuple[style_syntax.Declaration, ...]) -> _Prepared:
    short = not declarations or declarations[-1].end - declarations[0].start <= _LONGEST_KNOWN
    return _known(declarations) if short else _expanded(declarations)


def _expanded(declarations: tuple[style_syntax.Declaration, ...]) -> _Prepared:
    lists: tuple[list[style_syntax.Declaration], list[style_syntax.Declaration]] = ([], [])
    custom = False
    for name, value, important, start, end in declarations:
        if name.startswith("--"):
            custom = True
        elif "var(" in value or "VAR(" in value:
            lists[important].append(style_syntax.Declaration(name, value, True, start, end))
        else:
            lists[important].extend(
                style_syntax.Declaration(longhand, part, False, start, end) for longhand, part in longhands(name, value)
            )
    is_plain = not custom and not lists[1] and not any(declaration.important for declaration in lists[0])
    return _Prepared(tuple(lists[0]), tuple(lists[1]), custom, is_plain)


# What is long is met once; what is short is met in every message.
_LONGEST_KNOWN = 2_000
_known = lru_cache(maxsize=4096)(_expanded)


_CSS = frozenset({"", "text/css"})


def _key(selector: Selector) -> str:
    """What an element must have for the selector to be worth trying."""
    subject = selector.compounds[0]
    if subject.ids:
        return "#" + subject.ids[0]
    if subject.classes:
        return "." + subject.classes[0]
    return subject.tag


def _end_of_raw_text(source: str, start: int) -> int:
    match = _END_OF_STYLE.search(source, start)
    return match.start() if match else len(source)


_END_OF_STYLE = re.compile(r"</style", re.IGNORECASE)


def _closing(value: str, position: int) -> int:
    """The offset of the parenthesis that closes the one before the position; the end if none does."""
    depth = 1
    for index in range(position, len(value)):
        if value[index] == "(":
            depth += 1
        elif value[index] == ")":
            depth -= 1
            if not depth:
                return index
    return len(value)
