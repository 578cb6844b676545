"""Selectors read and matched, right to left, within a budget. https://www.w3.org/TR/selectors-4/"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from template_check.document.element import Element

Specificity = tuple[int, int, int]

_NAME = r"(?:\\[0-9a-fA-F]{1,6}\s?|\\[^\n]|[\w\-\u0080-\U0010ffff])++"
_TOKEN = re.compile(
    rf"""(?P<space>\s++)|(?P<hash>\#{_NAME})|(?P<class>\.{_NAME})|(?P<pseudo>::?{_NAME}\(?)"""
    rf"""|(?P<attribute>\[(?:[^\]"']|"[^"]*+"|'[^']*+')*+\])|(?P<combinator>[>+~])|(?P<comma>,)|(?P<close>\))"""
    rf"""|(?P<tag>\*|(?:{_NAME}\||\*\|)?{_NAME})"""
)
_ATTRIBUTE = re.compile(
    rf"""\[\s*(?:[\w*-]*\|(?!=))?({_NAME})\s*(?:([~|^$*]?=)\s*(?:"([^"]*)"|'([^']*)'|({_NAME}))\s*([iIsS])?\s*)?\]\Z"""
)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_NTH = re.compile(r"\s*([+-]?\d*n)?\s*([+-]\s*\d+|\d+)?\s*(?:of\s+(.*))?\Z", re.DOTALL)
_LONGEST = 10_000
_DEEPEST = 12

_ELEMENTS = frozenset({"before", "after"})
# They hold when someone acts on the message, not when it is read.
_NEVER = frozenset(
    "hover focus focus-visible focus-within active visited target fullscreen popover-open user-invalid user-valid "
    "modal autofill placeholder-shown indeterminate default past future playing".split()
)
_STRUCTURAL = {
    "first-child": (0, 1, False, False),
    "last-child": (0, 1, True, False),
    "first-of-type": (0, 1, False, True),
    "last-of-type": (0, 1, True, True),
}
_COUNTED = {
    "nth-child": (False, False),
    "nth-last-child": (True, False),
    "nth-of-type": (False, True),
    "nth-last-of-type": (True, True),
}
_SIMPLE = frozenset(
    "root scope only-child only-of-type empty link any-link checked disabled enabled required optional "
    "read-only read-write valid invalid in-range out-of-range defined open".split()
)
_OPEN_TO_LEVEL_4 = {"is": "is", "where": "where", "matches": "is", "-webkit-any": "is", "-moz-any": "is", "not": "not"}


class SelectorError(ValueError):
    """A selector that a browser would not read either: its rule is dropped."""


class BudgetExceededError(Exception):
    """Matching took more steps than any message needs."""


@dataclass(slots=True)
class Compound:
    """What one element must be: all of its conditions."""

    tag: str = ""
    ids: list[str] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str, str, bool]] = field(default_factory=list)
    pseudos: list[tuple[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Selector:
    """Compounds from the subject outward; `combinators[i]` stands between `compounds[i + 1]` and `compounds[i]`.

    `pseudo` is `before` or `after` when generated content is meant. From combinator `free` on, all of them look for
    any ancestor.
    """

    compounds: tuple[Compound, ...]
    combinators: tuple[str, ...]
    specificity: Specificity
    pseudo: str = ""
    free: int = 0


def read(selectors: str) -> tuple[Selector, ...]:
    """The selectors of a list. Raises SelectorError where a browser would drop the rule."""
    return _known(selectors) if len(selectors) <= _LONGEST_KNOWN else _read(selectors)


def _read(selectors: str) -> tuple[Selector, ...]:
    if len(selectors) > _LONGEST:
        raise SelectorError(selectors[:40])
    found, position = _list(selectors, 0, 0)
    if position != len(selectors):
        raise SelectorError(selectors[:40])
    return tuple(found)


# What is long is met once; what is short is met in every message.
_LONGEST_KNOWN = 200
_known = lru_cache(maxsize=4096)(_read)


def _list(text: str, position: int, depth: int, relative: bool = False) -> tuple[list[Selector], int]:
    """The selectors from a position up to the list's end: the end of the text, or a closing parenthesis."""
    if depth > _DEEPEST:
        raise SelectorError("too deep")
    selectors: list[Selector] = []
    compounds: list[Compound] = []
    combinators: list[str] = []
    current: Compound | None = Compound() if relative else None
    pending = " " if relative else ""
    weight, pseudo = [0, 0, 0], ""

    def finish() -> None:
        nonlocal current, weight, pseudo, compounds, combinators, pending
        if current is None or pending.strip() or (relative and not compounds):
            raise SelectorError(text[:40])
        compounds.append(current)
        compounds.reverse()
        combinators.reverse()
        free = len(combinators)
        while free and combinators[free - 1] == " ":
            free -= 1
        specificity = (weight[0], weight[1], weight[2])
        selectors.append(Selector(tuple(compounds), tuple(combinators), specificity, pseudo, free))
        compounds, combinators, weight, pseudo = [], [], [0, 0, 0], ""
        current, pending = (Compound(), " ") if relative else (None, "")

    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise SelectorError(text[:40])
        kind, token = match.lastgroup, match[0]
        position = match.end()
        if kind == "close":
            if not depth:
                raise SelectorError(text[:40])
            position -= 1
            break
        if kind == "space":
            if current is not None and not pending:
                pending = " "
        elif kind == "combinator":
            if current is None or pending.strip():
                raise SelectorError(text[:40])
            pending = token
        elif kind == "comma":
            finish()
        else:
            if pending and current is not None:
                compounds.append(current)
                combinators.append(pending)
                current, pending = None, ""
            if current is None:
                current = Compound()
            elif kind == "tag":
                raise SelectorError(text[:40])
            if kind == "tag":
                tag = _unescaped(token.rpartition("|")[2])
                if tag != "*":
                    current.tag = tag.lower()
                    weight[2] += 1
            elif kind == "hash":
                current.ids.append(_unescaped(token[1:]))
                weight[0] += 1
            elif kind == "class":
                current.classes.append(_unescaped(token[1:]))
                weight[1] += 1
            elif kind == "attribute":
                current.attributes.append(_attribute(token))
                weight[1] += 1
            else:
                position, element = _pseudo(text, token, position, depth, current, weight)
                pseudo = element or pseudo
    finish()
    return selectors, position


def _unescaped(name: str) -> str:
    if "\\" not in name:
        return name
    return _ESCAPE.sub(lambda match: chr(min(int(match[1], 16), 0xFFFD)) if match[1] else match[2], name)


def _attribute(token: str) -> tuple[str, str, str, bool]:
    match = _ATTRIBUTE.match(token)
    if match is None:
        raise SelectorError(token[:40])
    value = next((part for part in (match[3], match[4], match[5]) if part is not None), "")
    return _unescaped(match[1]).lower(), match[2] or "", _unescaped(value), (match[6] or "").lower() == "i"


def _pseudo(text: str, token: str, position: int, depth: int, compound: Compound, weight: list[int]) -> tuple[int, str]:
    """Adds a pseudo-class to the compound; gives the position after it, and the pseudo-element's name if it is one."""
    name = token.strip(":(").lower()
    arguments: Any = None
    if token.endswith("("):
        if name in _OPEN_TO_LEVEL_4:
            name = _OPEN_TO_LEVEL_4[name]
            arguments, position = _list(text, position, depth + 1)
            if name != "where":
                strongest = max(selector.specificity for selector in arguments)
                weight[:] = [mine + theirs for mine, theirs in zip(weight, strongest, strict=True)]
        elif name == "has":
            arguments, position = _list(text, position, depth + 1, relative=True)
            strongest = max(selector.specificity for selector in arguments)
            weight[:] = [mine + theirs for mine, theirs in zip(weight, strongest, strict=True)]
        else:
            end = text.find(")", position)
            if end == -1:
                raise SelectorError(text[:40])
            arguments, position = text[position:end], end
            weight[1] += 1
            if name in _COUNTED:
                arguments = (*_nth(arguments), *_COUNTED[name])
                name = "nth"
            elif name == "lang":
                arguments = tuple(part.strip(" \"'").lower() for part in arguments.split(","))
            elif name == "dir":
                arguments = arguments.strip().lower()
            else:
                raise SelectorError(token)
        if text[position : position + 1] != ")":
            raise SelectorError(text[:40])
        compound.pseudos.append((name, arguments))
        return position + 1, ""
    if name in _ELEMENTS:
        weight[2] += 1
        return position, name
    if token.startswith("::") or name in ("first-line", "first-letter"):
        weight[2] += 1
        compound.pseudos.append(("never", None))
        return position, ""
    weight[1] += 1
    if name in _STRUCTURAL:
        compound.pseudos.append(("nth", _STRUCTURAL[name]))
    elif name in _NEVER:
        compound.pseudos.append(("never", None))
    elif name in _SIMPLE:
        compound.pseudos.append((name, None))
    else:
        raise SelectorError(token)
    return position, ""


def _nth(text: str) -> tuple[int, int]:
    """`an+b` as (a, b)."""
    text = text.strip().lower()
    if text in ("odd", "even"):
        return (2, 1) if text == "odd" else (2, 0)
    match = _NTH.match(text)
    if match is None or not text or match[3] or len(text) > 40:
        raise SelectorError(text[:40])
    step = match[1]
    if step is None:
        a = 0
    else:
        digits = step[:-1]
        a = int(digits + "1") if digits in ("", "+", "-") else int(digits)
    return a, int(match[2].replace(" ", "")) if match[2] else 0


class Matcher:
    """Matches selectors against the elements of one document, in at most `budget` steps."""

    def __init__(self, elements: Sequence[Element], budget: int = 1_000_000) -> None:
        self.elements = elements
        self.steps = budget
        self._children: list[list[int]] | None = None
        self._parents: list[int] = []
        self._places: list[int] = []

    def _tree(self) -> None:
        """Each element's children and its place among them, by index."""
        children: list[list[int]] = [[] for _ in self.elements]
        roots: list[int] = []
        for element in self.elements:
            parent = element.parent
            inside = parent is not None and 0 <= parent.index < len(children)
            siblings = children[parent.index] if inside and parent is not None else roots
            self._parents.append(parent.index if inside and parent is not None else -1)
            self._places.append(len(siblings))
            siblings.append(element.index)
        children.append(roots)
        self._children = children

    def _siblings(self, element: Element) -> tuple[list[int], int]:
        if self._children is None:
            self._tree()
        assert self._children is not None
        return self._children[self._parents[element.index]], self._places[element.index]

    def matches(self, element: Element, selector: Selector) -> bool:
        """Whether the element is the selector's subject. Raises BudgetExceededError."""
        if not self._compound(element, selector.compounds[0]):
            return False
        return len(selector.compounds) == 1 or self._rest(element, selector, 0)

    def _rest(self, element: Element, selector: Selector, at: int) -> bool:
        """Whether what stands before compound `at` is met from an element that has met it."""
        # Alternatives not tried yet: (element, compound that it met).
        waiting = [(element, at)]
        while waiting:
            element, at = waiting.pop()
            if at == len(selector.combinators):
                return True
            combinator, wanted = selector.combinators[at], selector.compounds[at + 1]
            if combinator in (">", "+"):
                other = element.parent if combinator == ">" else self._before(element)
                if other is not None and self._compound(other, wanted):
                    waiting.append((other, at + 1))
                continue
            other = element.parent if combinator == " " else self._before(element)
            while other is not None:
                if self._compound(other, wanted):
                    if at >= selector.free:
                        # Among descendants alone the nearest ancestor is as good as any.
                        waiting.append((other, at + 1))
                        break
                    waiting.append((other, at + 1))
                other = other.parent if combinator == " " else self._before(other)
        return False

    def _before(self, element: Element) -> Element | None:
        siblings, place = self._siblings(element)
        return self.elements[siblings[place - 1]] if place else None

    def _compound(self, element: Element, compound: Compound) -> bool:
        self.steps -= 1
        if self.steps < 0:
            raise BudgetExceededError
        if compound.tag and compound.tag != element.tag.lower():
            return False
        attributes = element.attributes
        if compound.ids and any(attributes.get("id") != name for name in compound.ids):
            return False
        if compound.classes:
            has = attributes.get("class", "").split()
            self.steps -= len(has) // 8
            if any(name not in has for name in compound.classes):
                return False
        return all(_holds(attributes.get(condition[0]), condition) for condition in compound.attributes) and all(
            self._pseudo(element, name, arguments) for name, arguments in compound.pseudos
        )

    def _pseudo(self, element: Element, name: str, arguments: Any) -> bool:
        if name in ("is", "where"):
            return any(self.matches(element, selector) for selector in arguments)
        if name == "not":
            return not any(self.matches(element, selector) for selector in arguments)
        if name == "nth":
            return self._counted(element, *arguments)
        if name in ("root", "scope"):
            return element.tag == "html"
        if name in ("link", "any-link"):
            return element.tag in ("a", "area") and "href" in element.attributes
        if name in ("only-child", "only-of-type"):
            of_type = name == "only-of-type"
            return self._counted(element, 0, 1, False, of_type) and self._counted(element, 0, 1, True, of_type)
        if name == "has":
            return self._has(element, arguments)
        if name == "lang":
            return self._language(element, arguments)
        if name == "empty":
            return not element.content
        return _state(element, name, arguments)

    def _counted(self, element: Element, step: int, offset: int, backwards: bool, of_type: bool) -> bool:
        siblings, place = self._siblings(element)
        if of_type:
            self.steps -= len(siblings) // 4
            alike = [index for index in siblings if self.elements[index].tag == element.tag]
            place, count = alike.index(element.index), len(alike)
        else:
            count = len(siblings)
        number = (count - place if backwards else place + 1) - offset
        return number == 0 if step == 0 else number % step == 0 and number // step >= 0

    def _has(self, element: Element, selectors: Sequence[Selector]) -> bool:
        """Whether something inside meets one of the selectors; their last compound stands for the element itself."""
        self._siblings(element)
        assert self._children is not None
        waiting = list(self._children[element.index])
        siblings, place = self._siblings(element)
        waiting += siblings[place + 1 :]
        while waiting:
            index = waiting.pop()
            other = self.elements[index]
            for selector in selectors:
                if self._compound(other, selector.compounds[0]) and self._reaches(other, selector, element):
                    return True
            waiting += self._children[index]
        return False

    def _reaches(self, element: Element, selector: Selector, anchor: Element) -> bool:
        here = [element]
        for combinator, compound in zip(selector.combinators, selector.compounds[1:], strict=True):
            last = compound is selector.compounds[-1]
            reached = []
            for one in here:
                other = one.parent if combinator in (" ", ">") else self._before(one)
                while other is not None:
                    self.steps -= 1
                    if other is anchor if last else self._compound(other, compound):
                        reached.append(other)
                    if combinator in (">", "+"):
                        break
                    other = other.parent if combinator == " " else self._before(other)
            here = reached
        return bool(here)

    def _language(self, element: Element, ranges: Sequence[str]) -> bool:
        one: Element | None = element
        while one is not None and "lang" not in one.attributes:
            self.steps -= 1
            one = one.parent
        language = one.attributes["lang"].lower() if one is not None else ""
        return any(language == range_ or language.startswith(range_ + "-") for range_ in ranges if range_)


def _holds(value: str | None, condition: tuple[str, str, str, bool]) -> bool:
    if value is None:
        return False
    _, operator, wanted, ignoring_case = condition
    if ignoring_case:
        value, wanted = value.lower(), wanted.lower()
    if not operator:
        return True
    if operator == "=":
        return value == wanted
    if operator == "~=":
        return wanted in value.split()
    if operator == "|=":
        return value == wanted or value.startswith(wanted + "-")
    if not wanted:
        return False
    if operator == "^=":
        return value.startswith(wanted)
    return value.endswith(wanted) if operator == "$=" else wanted in value


def _state(element: Element, name: str, arguments: Any) -> bool:
    attributes = element.attributes
    if name == "checked":
        return "checked" in attributes or "selected" in attributes
    if name in ("disabled", "enabled"):
        control = element.tag in ("button", "input", "select", "textarea", "option", "optgroup", "fieldset")
        return control and ("disabled" in attributes) is (name == "disabled")
    if name in ("required", "optional"):
        return element.tag in ("input", "select", "textarea") and ("required" in attributes) is (name == "required")
    if name == "open":
        return "open" in attributes
    if name == "dir":
        return bool(attributes.get("dir", "ltr").lower() == arguments)
    return name == "defined"
