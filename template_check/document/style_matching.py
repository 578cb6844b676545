"""Selectors matched against elements, right to left, within a budget. https://www.w3.org/TR/selectors-4/"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from template_check.document.style_selectors import Compound, Selector

if TYPE_CHECKING:
    from template_check.document.element import Element


class BudgetExceededError(Exception):
    """Matching took more steps than any message needs."""


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
