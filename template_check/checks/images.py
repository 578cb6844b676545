"""Images: does a person who cannot see them get what they say?"""

from __future__ import annotations

import mimetypes
import re
from urllib.parse import unquote

from template_check.catalogue.card import Rule
from template_check.catalogue.verdict import PASSES, Verdict, fails
from template_check.document.element import Element
from template_check.document.roles import explicit

_FILE = re.compile(r"[^\s/]*[\w)]\.(?:jpe?g|png|gif|svg|webp|bmp|tiff?|avif|heic)(?:\?\S*)?", re.IGNORECASE)
_CAMERA = re.compile(r"(?:img|dsc|dscn|image|bild|foto|photo|pic|screenshot)[-_ ]?\d{2,}", re.IGNORECASE)
_SIGNED = re.compile(r"\d{2,}|[_=]")
_AROUND = " \t\n.,:;!?–—-…\"'”“»«()[]"


def missing_alt_text(image: Element, rule: Rule) -> Verdict:
    """An empty `alt` says that the image is decoration; only a missing one leaves the reader without an answer."""
    if image.tag != "img" or not image.is_exposed or image.role != "img" or image.name:
        return PASSES
    return fails(file=_file(image))


def unnamed_graphic(image: Element, rule: Rule) -> Verdict:
    """A drawing or a box with the role of an image is named by `aria-label`, `aria-labelledby` or an SVG `<title>`."""
    if image.tag == "img" or not image.is_exposed or image.name or not _is_said_to_be_an_image(image):
        return PASSES
    return fails(tag=image.tag)


def _is_said_to_be_an_image(image: Element) -> bool:
    return explicit(image) in ("img", "graphics-document", "graphics-symbol", "doc-cover")


def unnamed_object(element: Element, rule: Rule) -> Verdict:
    """An `<object>` that is a picture, a sound or a film has an accessible name. ACT 8fc3b6."""
    if not element.is_exposed or element.role is not None or element.name:
        return PASSES
    kind = element.get("type").strip().lower() or mimetypes.guess_type(element.get("data").strip().partition("?")[0])[0]
    return fails() if (kind or "").startswith(("image/", "audio/", "video/")) else PASSES


def meaningless_alt_text(image: Element, rule: Rule) -> Verdict:
    """A file's name, or a word like "image", says nothing of what the image shows. ACT 9eb3f6.

    Where a link leads to that very file, its name is what the image stands for.
    """
    alt = " ".join(image.get("alt").split())
    if not alt or image.name != alt:
        return PASSES
    lowered = alt.strip(_AROUND).lower()
    if lowered in rule.phrases["sv"] | rule.phrases["en"] or _is_made_by_a_machine(lowered, rule):
        return fails(at=image.attribute("alt"), alt=alt)
    if _FILE.fullmatch(alt) or _CAMERA.fullmatch(alt) or _is_code(alt, image):
        link = image.closest("a")
        if link is not None and link.get("href").partition("?")[0].lower().endswith(alt.lower()):
            return PASSES
        return fails(at=image.attribute("alt"), alt=alt)
    return PASSES


def _is_made_by_a_machine(alt: str, rule: Rule) -> bool:
    return any(phrase in alt for phrase in rule.options["made_by_a_machine"])


def _is_code(alt: str, image: Element) -> bool:
    """Whether the text is the file's own name, and none that a person would say: it has digits or signs in it."""
    name = unquote(image.get("src").partition("?")[0]).rpartition("/")[2]
    return alt in (name, name.partition(".")[0]) and len(alt) >= 6 and _SIGNED.search(alt) is not None


def redundant_alt_text(image: Element, rule: Rule) -> Verdict:
    """The text beside the image in the same link says the same, or the text begins by saying that it is an image."""
    alt = " ".join(image.get("alt").split())
    lowered = alt.lower()
    if not alt or image.tag != "img" or _is_made_by_a_machine(lowered, rule):
        return PASSES
    for start in rule.phrases["sv"] | rule.phrases["en"]:
        if lowered.startswith(start + " ") and len(lowered) > len(start) + 1:
            return fails(at=image.attribute("alt"), alt=alt)
    holder = next((one for one in image.ancestors if one.role in ("link", "button")), None)
    if holder is not None and holder.visible_text.strip(_AROUND).lower() == lowered.strip(_AROUND):
        return fails(at=image.attribute("alt"), alt=alt)
    return PASSES


def _file(image: Element) -> str:
    return image.get("src").rsplit("/", 1)[-1].partition("?")[0][:80]
