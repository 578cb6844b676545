"""Values that a sample lacks: asked for, they are a fault that is told; with no sample at all, they stand in for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from jinja2 import Undefined
from jinja2.exceptions import UndefinedError
from jinja2.utils import missing

if TYPE_CHECKING:
    from template_check.rendering.run import Run


class Missing(Undefined):
    """An undefined value that is told when it is printed, looped over, called or reached into, and does not stop.

    Testing it (`if`, `is defined`, `default`, `and`, `or`, `==`, `in`, its length) tells nothing. `at` is the token of
    its name.
    """

    __slots__ = ("at", "told")
    run: Run

    def __new__(
        cls,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[Exception] = UndefinedError,
        at: Any = None,
    ) -> Any:
        if cls.run.stand_ins and hint is None and name is not None:
            return StandIn.of(obj, name)
        return super().__new__(cls)

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[Exception] = UndefinedError,
        at: Any = None,
    ) -> None:
        super().__init__(hint, obj, name, exc)  # type: ignore[arg-type]
        self.at = at
        self.told = False

    def tell(self, site: Any = None) -> Missing:
        """Records the fault, at the name where that is known, else at the site; what comes of this value is silent."""
        if not self.told:
            self.told = True
            self.run.undefined(self, site)
        return self

    def _fail_with_undefined_error(self, *arguments: Any, **named: Any) -> Any:
        return self.tell()

    def __getattr__(self, name: str) -> Any:
        if name[:2] == "__" and name[-2:] == "__":
            raise AttributeError(name)
        return self.tell()

    def __str__(self) -> str:
        self.tell()
        return ""

    def __iter__(self) -> Iterator[Any]:
        self.tell()
        return iter(())

    def _false(self, other: Any) -> Any:
        self.tell()
        return False

    def _zero(self) -> Any:
        self.tell()
        return 0

    def __contains__(self, item: Any) -> bool:
        return False

    def _nought(self) -> Any:
        return float(self._zero())

    __float__ = _nought

    __add__ = __radd__ = __sub__ = __rsub__ = _fail_with_undefined_error
    __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _fail_with_undefined_error
    __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _fail_with_undefined_error
    __pos__ = __neg__ = __pow__ = __rpow__ = _fail_with_undefined_error
    __call__ = __getitem__ = __abs__ = __round__ = _fail_with_undefined_error
    __lt__ = __le__ = __gt__ = __ge__ = _false
    __int__ = __index__ = _zero
    __hash__ = Undefined.__hash__


class Nothing(Missing):
    """What an inline `if` without `else` gives: nothing, which is what its author asked for."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__()
        self.told = True


# What is reached into again and again, or looped over in its own loop, as a tree is, ends.
_DEEPEST_REACH = 5
_DEEPEST_LOOP = 5


class StandIn(str):
    """A value in a sample's place, printed as its own name: it can be called, looped over, compared and reached into."""

    __slots__ = ("loops",)
    loops: int

    def __new__(cls, name: str, loops: int = 0) -> StandIn:
        made = super().__new__(cls, name)
        made.loops = loops
        return made

    @classmethod
    def of(cls, owner: Any, name: Any) -> StandIn:
        """The stand-in for what is reached as `name` in `owner`."""
        if isinstance(owner, StandIn):
            inner = f"{str.__str__(owner)}.{name}" if isinstance(name, str) else str.__str__(owner)
            return cls(inner, owner.loops)
        return cls(name)

    def __call__(self, *arguments: Any, **named: Any) -> StandIn:
        return self

    def items(self) -> list[tuple[StandIn, StandIn]]:
        """As a mapping, for the filters that ask for one."""
        return [(self, self)]

    def keys(self) -> tuple[str, ...]:
        """As a mapping that is handed on with `**`: no argument is made up."""
        return ()

    def __iter__(self) -> Iterator[Any]:
        if not self:
            return iter(())
        # Two that differ, as two items of a list would.
        name, loops = str.__str__(self), self.loops + 1
        return iter((StandIn(name, loops), StandIn(f"{name}2", loops)))

    def __len__(self) -> int:
        return 2 if self else 0

    def __bool__(self) -> bool:
        return self.loops < _DEEPEST_LOOP and str.count(self, ".") < _DEEPEST_REACH

    def __format__(self, specification: str) -> str:
        return str.__str__(self)

    def __getitem__(self, key: Any) -> Any:
        return self if isinstance(key, slice) else StandIn.of(self, key)

    def __contains__(self, item: Any) -> bool:
        return False

    def _false(self, other: Any) -> bool:
        return False

    def _self(self, *others: Any) -> Any:
        return self

    def _one(self) -> int:
        return 1

    def __float__(self) -> float:
        return 1.0

    def _plus(self, other: Any) -> Any:
        return str.__str__(self) + other if isinstance(other, str) else self

    def _after(self, other: Any) -> Any:
        return other + str.__str__(self) if isinstance(other, str) else self

    __add__ = _plus
    __radd__ = _after
    __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _self
    __floordiv__ = __rfloordiv__ = __mod__ = __pow__ = __rpow__ = _self
    __pos__ = __neg__ = __abs__ = __round__ = _self
    __lt__ = __le__ = __gt__ = __ge__ = _false
    __int__ = __index__ = _one
    __hash__ = str.__hash__


def spread(shape: Any, values: Any) -> Any:
    """What a loop that unpacks its items runs over: of a stand-in each item has the shape that is asked for."""
    return [_shaped(shape, value) for value in values] if isinstance(values, StandIn) else values


def _shaped(shape: Any, value: StandIn) -> Any:
    return value if shape is None else tuple(_shaped(inner, value) for inner in shape)


def item_pairs(value: Any) -> Any:
    """The filter `items`, which stand-ins pass too."""
    from jinja2.filters import do_items

    return value.items() if isinstance(value, StandIn) else do_items(value)


def json_default(value: Any) -> Any:
    """What is written for a value that JSON knows no form of. Raises TypeError, as it would without us."""
    if isinstance(value, Missing):
        value.tell()
        return None
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")
