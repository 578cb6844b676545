"""Findings that are silenced where they stand: comments in templates and message files, with their reasons."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from template_check.faults import Fault
from template_check.findings import Finding, Silenced, Silencer
from template_check.positions import Source, Span

_SAID = re.compile(
    r"\s*template-check:\s*(?P<how>ignore-file|ignore)\b(?P<rules>[^\n]*?)(?:\s--(?P<reason>.*))?$", re.DOTALL
)
_SELECTOR = re.compile(r"[^\s,]+")
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][^\s/>]*)(?:\"[^\"]*+\"|'[^']*+'|[^\"'>])*+>")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)


def read(source: Source, name: str, jinja: Mapping[str, Any] | None = None) -> tuple[Silencer, ...]:
    """The silencers in a template, in order. `name` is the path of their spans, `jinja` the settings' delimiters."""
    if "template-check:" not in source.text:
        return ()
    jinja = jinja or {}
    begin = re.escape(jinja.get("comment_start_string", "{#"))
    end = re.escape(jinja.get("comment_end_string", "#}"))
    patterns = [rf"{begin}[-+]?(?P<text>(?:(?!{end}).)*+){end}"]
    if jinja.get("line_comment_prefix"):
        patterns.append(rf"(?m:{re.escape(jinja['line_comment_prefix'])}(?-s:(?P<text>.*))$)")
    comments = (match for pattern in patterns for match in re.finditer(pattern, source.text, re.DOTALL))
    found = (_silencer(source, name, comment, _element_after) for comment in comments)
    return tuple(sorted(filter(None, found), key=lambda silencer: silencer.span))


def read_toml(source: Source) -> tuple[Silencer, ...]:
    """The silencers in a message file: those after a value hold for its line, those alone for the next key or table."""
    if "template-check:" not in source.text:
        return ()
    comments = re.finditer(r"(?m)(?<![^\s])#(?P<text>[^\n]*)$", source.text)
    found = (_silencer(source, source.path, comment, _entry_after) for comment in comments)
    return tuple(filter(None, found))


def apply(
    findings: Iterable[Finding], silencers: Sequence[Silencer], run: Collection[str], known: Collection[str]
) -> tuple[tuple[Finding, ...], tuple[Silenced, ...], tuple[Fault, ...]]:
    """The findings that are left, those that are silenced, and what is wrong with the silencers.

    `run` are the ids of the rules that were run, `known` those of all. A silencer of rules that were not run is no fault.
    """
    kept: list[Finding] = []
    silenced: list[Silenced] = []
    used: set[Span] = set()
    for finding in findings:
        reason: str | None = None
        for silencer in silencers:
            if silencer.holds(finding):
                for selector, span in silencer.selectors:
                    if _names(selector, finding.rule):
                        used.add(span)
                        reason = silencer.reason if reason is None else reason
        if reason is None:
            kept.append(finding)
        else:
            silenced.append(Silenced(finding, reason))
    return tuple(kept), tuple(silenced), tuple(_faults(silencers, used, run, known))


def _faults(
    silencers: Iterable[Silencer], used: Collection[Span], run: Collection[str], known: Collection[str]
) -> Iterable[Fault]:
    names = {"all", *known, *(rule.partition("/")[0] for rule in known)}
    for silencer in silencers:
        if not silencer.reason:
            yield Fault("silencer-without-reason", silencer.span)
        if not silencer.selectors:
            yield Fault(
                "unused-silencer", silencer.span, (), {"name": "", "problem": "nothing-named", "suggestion": ""}
            )
        for selector, span in silencer.selectors:
            if selector not in names:
                near = get_close_matches(selector, sorted(names), 1, 0.5)
                suggestion = near[0] if near else ""
                yield Fault(
                    "unused-silencer", span, (), {"name": selector, "problem": "unknown", "suggestion": suggestion}
                )
            elif span not in used and any(_names(selector, rule) for rule in run):
                yield Fault("unused-silencer", span, (), {"name": selector, "problem": "unused", "suggestion": ""})


def _names(selector: str, rule: str) -> bool:
    return selector in ("all", rule, rule.partition("/")[0])


def _silencer(source: Source, name: str, comment: re.Match[str], after: Any) -> Silencer | None:
    said = _SAID.match(comment["text"].rstrip().removesuffix("-").rstrip())
    if said is None:
        return None
    offset = comment.start("text")
    selectors = tuple(
        (selector[0], Span(name, offset + selector.start(), offset + selector.end()))
        for selector in _SELECTOR.finditer(said.string, *said.span("rules"))
        if selector[0] != "--"
    )
    start, end = comment.span()
    span = Span(name, start, end)
    reason = (said["reason"] or "").strip()
    if said["how"] == "ignore-file":
        return Silencer(source.path, span, selectors, reason, None, None)
    text = source.text
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end == -1 else line_end
    is_alone = not text[line_start:start].strip() and not text[end:line_end].strip()
    first, last = after(text, end) if is_alone else (line_start, line_end)
    return Silencer(source.path, span, selectors, reason, source.position(first), source.position(last + 1))


def _element_after(text: str, position: int) -> tuple[int, int]:
    """Where the next element begins and ends; one that is never closed is its start tag."""
    opening = _TAG.search(text, position)
    while opening is not None and opening["end"]:
        opening = _TAG.search(text, opening.end())
    if opening is None:
        return position, len(text)
    name = opening["name"].lower()
    if name in _VOID or opening[0].endswith("/>"):
        return opening.span()
    depth = 1
    for tag in _TAG.finditer(text, opening.end()):
        if tag["name"].lower() == name:
            depth += -1 if tag["end"] else 1
            if depth == 0:
                return opening.start(), tag.end()
    return opening.span()


def _entry_after(text: str, position: int) -> tuple[int, int]:
    """Where the next line with a key begins and ends; with a table's header, all of that table."""
    entry = re.compile(r"(?m)^[ \t]*[^\s#][^\n]*").search(text, position)
    if entry is None:
        return position, len(text)
    if not entry[0].lstrip().startswith("["):
        return entry.span()
    following = re.compile(r"(?m)^[ \t]*\[").search(text, entry.end())
    return entry.start(), following.start() - 1 if following else len(text)
