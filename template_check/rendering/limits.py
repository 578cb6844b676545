"""What one template with one sample may use. The first fence is counted by the generated code, the second by the system."""

from __future__ import annotations

import re
import signal
import sys
import threading
import time
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from template_check.config import Limits

# The clock is read once for so many loop turns.
_TURNS_PER_LOOK = 256
# A number of more bits than this is no number of a message, and costs more than it looks.
_MOST_BITS = 100_000
_DEEPEST_CALLS = 150
_DEEPEST_INCLUDES = 40
# Seconds.
_AFTER_CLOCK = 0.05
_AGAIN = 0.1
_WIDTH = re.compile(r"\d{5,}")
_GROWING_METHODS = frozenset({"center", "ljust", "rjust", "zfill", "expandtabs", "to_bytes"})


class Exceeded(BaseException):
    """A limit was reached: `seconds`, `memory`, `output`, `turns`, `depth` or `size`."""

    def __init__(self, limit: str) -> None:
        super().__init__(limit)
        self.limit = limit


class Budget:
    """What is left of the limits of one rendering."""

    __slots__ = ("_clock", "deadline", "limits", "most", "turns")

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.most = limits.output
        self._clock = time.process_time
        self.restart()

    def restart(self) -> None:
        """All of it again, for the next rendering."""
        self.turns = self.limits.turns
        self.deadline = self._clock() + self.limits.seconds

    def turn(self) -> None:
        """Counts a turn of a loop, or a call. Raises Exceeded."""
        self.turns = left = self.turns - 1
        if left % _TURNS_PER_LOOK == 0:
            if left <= 0:
                raise Exceeded("turns")
            if self._clock() > self.deadline:
                raise Exceeded("seconds")

    def size(self, size: int) -> None:
        """Asks for a text or list of so many characters or items. Raises Exceeded."""
        if size > self.most:
            raise Exceeded("size")

    def output(self, pieces: list[str]) -> None:
        """Asks for a text of these pieces. Raises Exceeded."""
        if sum(map(len, pieces)) > self.most:
            raise Exceeded("output")

    def multiply(self, left: Any, right: Any) -> Any:
        """`left * right`, if it stays within the limits."""
        if isinstance(left, int) and isinstance(right, int):
            self._bits(left.bit_length() + right.bit_length())
        else:
            for sequence, times in ((left, right), (right, left)):
                if isinstance(times, int) and isinstance(sequence, (str, bytes, list, tuple)):
                    self.size(len(sequence) * max(times, 0))
        return left * right

    def power(self, left: Any, right: Any) -> Any:
        """`left ** right`, if it stays within the limits."""
        if isinstance(left, int) and isinstance(right, int) and right > 0:
            self._bits(left.bit_length() * right)
        return left**right

    def add(self, left: Any, right: Any) -> Any:
        """`left + right`, if it stays within the limits."""
        if isinstance(left, (str, bytes, list, tuple)) and isinstance(right, (str, bytes, list, tuple)):
            self.size(len(left) + len(right))
        return left + right

    def remainder(self, left: Any, right: Any) -> Any:
        """`left % right`, if it stays within the limits; `left` may be a format."""
        if isinstance(left, (str, bytes)):
            self.format(str(left), right)
        return left % right

    def format(self, pattern: str, values: Any = ()) -> None:
        """Asks for a text formatted by a pattern. Raises Exceeded for widths beyond the limits."""
        for width in _WIDTH.findall(pattern):
            if len(width) > 12:
                raise Exceeded("size")
            self.size(int(width))
        if "*" in pattern:
            for value in values if isinstance(values, tuple) else (values,):
                if isinstance(value, int):
                    self.size(abs(value))

    def method(self, called: types.BuiltinMethodType, arguments: tuple[Any, ...], named: dict[str, Any]) -> None:
        """Asks for a call of a method of a text, a number or a list. Raises Exceeded if its result would be too large."""
        owner, name = called.__self__, called.__name__
        if name in _GROWING_METHODS:
            for argument in (*arguments, *named.values()):
                if isinstance(argument, int):
                    tabs = len(owner) + 1 if name == "expandtabs" and isinstance(owner, (str, bytes)) else 1
                    self.size(abs(argument) * tabs)
        elif name == "replace" and isinstance(owner, (str, bytes)) and len(arguments) > 1:
            self.size(_replaced(owner, arguments[0], arguments[1]))
        elif name == "join" and isinstance(owner, (str, bytes)) and arguments and hasattr(arguments[0], "__len__"):
            pieces = arguments[0]
            self.size(len(owner) * len(pieces) + sum(len(piece) for piece in pieces if isinstance(piece, str)))
        elif name in ("extend", "__iadd__") and isinstance(owner, list) and arguments:
            self.size(len(owner) + (len(arguments[0]) if hasattr(arguments[0], "__len__") else 0))

    def _bits(self, bits: int) -> None:
        if bits > _MOST_BITS:
            raise Exceeded("size")

    def depth(self, depth: int) -> None:
        """Asks for one more call or include. Raises Exceeded."""
        if depth > _DEEPEST_CALLS:
            raise Exceeded("depth")


def _replaced(text: Any, old: Any, new: Any) -> int:
    """At most how long a text becomes when each `old` in it is replaced."""
    try:
        return len(text) + int(text.count(old)) * (len(new) - len(old))
    except TypeError:
        return 0


def fenced_filters(budget: Budget, filters: dict[str, Callable[..., Any]]) -> dict[str, Callable[..., Any]]:
    """The filters that can make much out of little, each asking the budget first."""

    def first_number(name: str, argument: str, each: bool = False) -> Callable[..., Any]:
        original = filters[name]

        # Some filters are given the environment or the like before the value.
        passed = hasattr(original, "jinja_pass_arg")

        def fenced(*arguments: Any, **named: Any) -> Any:
            value, *given = arguments[passed:]
            number = given[0] if given else named.get(argument)
            if isinstance(number, int):
                lines = value.count("\n") + 1 if each and isinstance(value, str) else 1
                budget.size(abs(number) * lines)
            return original(*arguments, **named)

        return fenced

    def do_format(value: Any, *arguments: Any, **named: Any) -> Any:
        budget.format(str(value), (*arguments, *named.values()))
        return filters["format"](value, *arguments, **named)

    def do_replace(eval_ctx: Any, s: Any, old: Any, new: Any, count: Any = None) -> Any:
        budget.size(_replaced(str(s), str(old), str(new)))
        return filters["replace"](eval_ctx, s, old, new, count)

    def do_join(eval_ctx: Any, value: Any, d: Any = "", attribute: Any = None) -> Any:
        value = value if hasattr(value, "__len__") else list(value)
        longest = sum(len(piece) for piece in value if isinstance(piece, str))
        budget.size(len(value) * len(str(d)) + longest)
        return filters["join"](eval_ctx, value, d, attribute)

    def do_round(value: Any, precision: Any = 0, method: Any = "common") -> Any:
        if isinstance(precision, int) and abs(precision) > 300:
            raise Exceeded("size")
        return filters["round"](value, precision, method)

    def do_tojson(eval_ctx: Any, value: Any, indent: Any = None) -> Any:
        if isinstance(indent, int):
            budget.size(indent * 100)
        return filters["tojson"](eval_ctx, value, indent)

    def do_wordwrap(environment: Any, s: Any, width: Any = 79, *arguments: Any, **named: Any) -> Any:
        wrap = named.get("wrapstring") or (arguments[1] if len(arguments) > 1 else None)
        if isinstance(wrap, str) and isinstance(s, str):
            budget.size(len(s) + len(wrap) * (len(s) // max(width if isinstance(width, int) else 1, 1) + 1))
        return filters["wordwrap"](environment, s, width, *arguments, **named)

    def do_sum(environment: Any, iterable: Any, attribute: Any = None, start: Any = 0) -> Any:
        if not isinstance(start, (int, float)):
            iterable = list(iterable)
            budget.size(sum(len(item) for item in iterable if hasattr(item, "__len__")) * 8)
        return filters["sum"](environment, iterable, attribute, start)

    made: dict[str, Callable[..., Any]] = {
        "center": first_number("center", "width"),
        "indent": first_number("indent", "width", each=True),
        "batch": first_number("batch", "linecount"),
        "slice": first_number("slice", "slices"),
        "format": do_format,
        "replace": do_replace,
        "join": do_join,
        "round": do_round,
        "tojson": do_tojson,
        "wordwrap": do_wordwrap,
        "sum": do_sum,
    }
    for name, function in made.items():
        passed = getattr(filters[name], "jinja_pass_arg", None)
        if passed is not None:
            function.jinja_pass_arg = passed  # type: ignore[attr-defined]
    return made


class _Signal:
    """Whether a timer is set, so that guards can stand inside each other."""

    set = False


def disarm() -> None:
    """Lets the guard around us pass: what exceeded its limit has ended and is told."""
    if _Signal.set:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


@contextmanager
def guard(limits: Limits) -> Iterator[None]:
    """Holds what runs inside to the time and memory of the limits, where the system can. Raises Exceeded.

    Time is processor time; memory is what the process may grow by. Signals reach only the main thread, and some systems
    know neither: there the budgets that the generated code counts are the fence.
    """
    timed = (
        not _Signal.set
        and threading.current_thread() is threading.main_thread()
        and hasattr(signal, "setitimer")
        and hasattr(signal, "SIGVTALRM")
    )
    restore = _memory_fence(limits.memory)
    previous: Any = None
    if timed:

        def stop(number: int, frame: types.FrameType | None) -> None:
            raise Exceeded("seconds")

        previous = signal.signal(signal.SIGVTALRM, stop)
        # Repeated, because an exception in a callback of the garbage collector or the like is lost. The generated code's
        # own look at the clock comes first.
        signal.setitimer(signal.ITIMER_VIRTUAL, limits.seconds + _AFTER_CLOCK, _AGAIN)
        _Signal.set = True
    try:
        try:
            yield
        finally:
            if timed:
                signal.setitimer(signal.ITIMER_VIRTUAL, 0)
                signal.signal(signal.SIGVTALRM, previous)
                _Signal.set = False
            restore()
    except MemoryError as error:
        raise Exceeded("memory") from error
    except RecursionError as error:
        raise Exceeded("depth") from error


def _memory_fence(growth: int) -> Callable[[], None]:
    """Lets the process grow by so many bytes, and gives what takes the fence away again."""
    if sys.platform != "linux":
        return lambda: None
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:
            size = int(statm.read().split()[0]) * resource.getpagesize()
        fence = size + growth
        if soft != resource.RLIM_INFINITY and soft < fence:
            return lambda: None
        resource.setrlimit(resource.RLIMIT_AS, (fence, hard))
    except (OSError, ValueError):
        return lambda: None
    return lambda: resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
