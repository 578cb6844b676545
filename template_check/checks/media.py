"""Frames, sound and film."""

from __future__ import annotations

from template_check.catalogue.card import Rule
from template_check.catalogue.verdict import PASSES, Verdict, fails, unsure
from template_check.document.element import Element


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
