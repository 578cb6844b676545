"""Frames, sound and film."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urljoin

from template_check.catalogue.card import Rule
from template_check.catalogue.verdict import PASSES, Verdict, fails, unsure
from template_check.document.document import Document
from template_check.document.element import Element
from template_check.document.frames import all_frames, framed
from template_check.document.roles import tab_index

_PARTS = re.compile(r"[^\W\d_]+|\d+")
# Addresses are compared as if the message had one itself.
_BASE = "https://message.invalid/"


def unnamed_frame(frame: Element, rule: Rule) -> Verdict:
    """A frame that can be reached says what it holds."""
    if frame.name or frame.role == "none" or frame.get("tabindex").strip().startswith("-"):
        return PASSES
    return fails()


def autoplaying_sound(player: Element, rule: Rule) -> Verdict:
    """Sound that begins by itself and cannot be stopped; how long it lasts shows only when it is played."""
    if not player.has("autoplay") or player.has("muted") or player.has("controls"):
        return PASSES
    if not player.has("src") and not any(child.tag == "source" for child in player.children):
        return PASSES
    if player.tag == "audio" and player.has("loop"):
        return fails(at=player.attribute("autoplay"))
    return unsure(at=player.attribute("autoplay"))


def missing_captions(video: Element, rule: Rule) -> Verdict:
    """A film with sound has captions; whether it has sound shows only when it is played."""
    if not video.is_rendered or video.has("muted"):
        return PASSES
    if any(child.tag == "track" and child.get("kind", "subtitles").lower() == "captions" for child in video.children):
        return PASSES
    return unsure()


def unreachable_frame(frame: Element, rule: Rule) -> Verdict:
    """A frame that holds links, buttons or fields is not kept from the tabulator key. ACT akn7bn."""
    index = tab_index(frame)
    if index is None or index >= 0 or not frame.is_visible or frame.is_inert:
        return PASSES
    inner = framed(frame)
    if inner is None or not any(one.is_tabbable and one.is_visible for one in inner.elements):
        return PASSES
    return fails(at=frame.attribute("tabindex"))


def same_frame_name(document: Document, rule: Rule) -> Sequence[Verdict]:
    """Frames of one name show the same. ACT 4b1c6c.

    Addresses that differ only in a number are parts of a series, and not the same; whether others show the same a human
    judges, and also where a script may change what is shown.
    """
    scripted = "script" in document.by_tag
    named: dict[str, list[tuple[Element, Element]]] = {}
    for frame, outer in all_frames(document):
        if frame.name:
            named.setdefault(frame.name.casefold(), []).append((frame, outer))
    numbers = rule.phrases["sv"] | rule.phrases["en"]
    verdicts = []
    for alike in named.values():
        first = alike[0][0]
        for frame, outer in alike[1:]:
            one, other = _shown_in(first), _shown_in(frame)
            if one == other:
                continue
            tell = fails if not scripted and _is_next_in_series(one, other, numbers) else unsure
            verdicts.append(tell(at=outer.place, name=frame.name))
    return verdicts


def _shown_in(frame: Element) -> str:
    inner = framed(frame)
    if inner is not None:
        return " ".join(inner.text.split())
    try:
        address = urljoin(_BASE, frame.get("src").strip())
    except ValueError:
        return frame.get("src")
    return re.sub(r"/(?:index\.html?)?\Z", "", address.partition("#")[0])


def _is_next_in_series(one: str, other: str, numbers: frozenset[str]) -> bool:
    """Whether two addresses have the same words but for numbers in their paths."""
    (path, _, query), (path_of_other, _, query_of_other) = one.partition("?"), other.partition("?")
    parts, parts_of_other = _PARTS.findall(path.lower()), _PARTS.findall(path_of_other.lower())
    if not path.startswith("http") or query != query_of_other or len(parts) != len(parts_of_other):
        return False
    differing = [pair for pair in zip(parts, parts_of_other, strict=True) if pair[0] != pair[1]]
    return bool(differing) and all(word.isdigit() or word in numbers for pair in differing for word in pair)
