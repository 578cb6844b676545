"""Rules on a document: targets are found once for all rules, and each check judges one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from template_check.catalogue.card import Rule
from template_check.catalogue.verdict import PASSES, At, Outcome, Verdict
from template_check.faults import Fault


def _subjects(document: Any) -> Sequence[Any]:
    return (document,) if document.context.declared.subject is not None else ()


# The kinds of target that a card may name, and where a document keeps them.
TARGETS: Mapping[str, Callable[[Any], Sequence[Any]]] = {
    "document": lambda document: () if document.is_text else (document,),
    "message": lambda document: (document,),
    "subject": _subjects,
    "element": lambda document: document.elements,
    "heading": lambda document: document.headings,
    "link": lambda document: document.links,
    "image": lambda document: document.images,
    "table": lambda document: document.tables,
    "list": lambda document: document.lists,
    "field": lambda document: document.fields,
    "button": lambda document: document.buttons,
    "frame": lambda document: document.frames,
    "text": lambda document: document.text_nodes,
    "block": lambda document: document.blocks,
    "sentence": lambda document: document.sentences,
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A rule's verdict, and what it points at; None is the whole message."""

    rule: Rule
    verdict: Verdict
    at: At | Fault


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say of one document.

    `judgements` are the verdicts that failed, need a human, or decide a content element; `passed` counts the targets
    that passed by rule id; `raised` tells by rule id how a check of ours broke.
    """

    judgements: tuple[Judgement, ...]
    passed: Mapping[str, int]
    raised: Mapping[str, str]


def judge(document: Any, rules: Iterable[Rule]) -> Judged:
    """Every target of the document judged by every rule; a check that raises stops no other."""
    judgements: list[Judgement] = []
    passed: dict[str, int] = {}
    raised: dict[str, str] = {}
    targets: dict[str, Sequence[Any]] = {}
    for rule in rules:
        if rule.applies_to in ("fault", "sample"):
            continue
        try:
            if rule.tags or rule.attributes:
                found: Sequence[Any] = document.elements_with(rule.tags, rule.attributes)
            elif rule.applies_to in targets:
                found = targets[rule.applies_to]
            else:
                found = targets[rule.applies_to] = TARGETS[rule.applies_to](document)
            count = 0
            check = rule.check
            for target in found:
                answer = check(target, rule)
                if answer is PASSES:
                    count += 1
                    continue
                sound = True
                for verdict in (answer,) if isinstance(answer, Verdict) else answer:
                    if verdict.outcome is not Outcome.PASSED:
                        sound = False
                    elif not verdict.status:
                        continue
                    judgements.append(Judgement(rule, verdict, verdict.at or _place(target)))
                count += sound
            passed[rule.id] = count
        except (MemoryError, RecursionError):
            raise
        except Exception as error:
            raised[rule.id] = _told(error)
    return Judged(tuple(judgements), passed, raised)


def judge_faults(faults: Iterable[Fault], rules: Mapping[str, Rule]) -> Judged:
    """Faults on the way to the rendered message, judged by the rules of their kinds in `template/`."""
    judgements = []
    raised: dict[str, str] = {}
    for fault in faults:
        rule = rules.get(f"template/{fault.kind}")
        if rule is None:
            continue
        try:
            answer = rule.check(fault, rule)
        except Exception as error:
            raised[rule.id] = _told(error)
            continue
        verdicts = (answer,) if isinstance(answer, Verdict) else answer
        judgements += [
            Judgement(rule, verdict, verdict.at or fault)
            for verdict in verdicts
            if verdict.outcome is not Outcome.PASSED
        ]
    return Judged(tuple(judgements), {}, raised)


def judge_samples(values: Iterable[Any], rules: Iterable[Rule]) -> Judged:
    """Every value of the samples judged by the rules on samples; see `document.sample`."""
    judgements: list[Judgement] = []
    passed: dict[str, int] = {}
    raised: dict[str, str] = {}
    rules = [rule for rule in rules if rule.applies_to == "sample"]
    for value in values if rules else ():
        for rule in rules:
            try:
                answer = rule.check(value, rule)
                if answer is PASSES:
                    passed[rule.id] = passed.get(rule.id, 0) + 1
                    continue
                verdicts = (answer,) if isinstance(answer, Verdict) else answer
                judgements += [Judgement(rule, verdict, verdict.at or value.place) for verdict in verdicts]
            except (MemoryError, RecursionError):
                raise
            except Exception as error:
                raised[rule.id] = _told(error)
    return Judged(tuple(judgements), passed, raised)


def _place(target: Any) -> At:
    return target.place if hasattr(target, "place") else None


def _told(error: Exception) -> str:
    """The error's type and the line of ours that raised it: never text of the message that was judged."""
    trace = error.__traceback__
    line = ""
    while trace is not None:
        code = trace.tb_frame.f_code
        line = f"{code.co_name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__} ({line})"
