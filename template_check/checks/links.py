"""Links: does everyone know where they lead, and do they lead there?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

from template_check.catalogue.card import Rule
from template_check.catalogue.verdict import PASSES, Verdict, fails, unsure
from template_check.checks.wording import is_listed, language_of, plain, words_listed
from template_check.document import colour
from template_check.document.colour_contrast import beneath, is_bold, text_colour
from template_check.document.document import Document
from template_check.document.element import Element
from template_check.document.style_surroundings import context_words
from template_check.document.words import tokens

_ADDRESS = re.compile(r"(?:https?:/?/?|www\.)\S+\Z", re.IGNORECASE)
_PATH = re.compile(r"(?:[\w-]+\.)+[a-zåäö]{2,12}(?:/\S+|\?\S*|#\S*)\Z", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:www\.)?(?:[a-z0-9-]+\.)+[a-z]{2,12}(?:[/?#:]|\Z)", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
# "htps://", "http:/", "https//", "hhttp://": the letters of a scheme, and what should have been "://".
_NEAR_SCHEME = re.compile(r"(?!https?://[^/])[htps]{3,7}(?:[:;]/*|//+)", re.IGNORECASE)
# A staff login, an intranet, or a name that only one network knows.
_INSIDE = re.compile(
    r"personal\.(?:[\w-]+\.)*1177\.se\Z|(?:intranät|intranat|intranet|insidan|internt|intern)\.|[\w-]+\Z"
    r"|.*\.(?:local|lan|intern|internal|intra|corp|home\.arpa)\Z"
)
_NUMBER = re.compile(r"\+?[\d().-]{3,}(?:[,;]\S*)?\Z")
_MAIL = re.compile(r"[^\s@,;<>]+@(?:[\w-]+\.)+[\w-]{2,}\Z")
_FILE = re.compile(r"\.(pdf|docx?|odt|rtf|xlsx?|ods|csv|pptx?|odp|zip|epub|ics)\Z", re.IGNORECASE)
_LOCAL = ("localhost", "127.0.0.1", "0.0.0.0", "[::1]")


def empty_link(link: Element, rule: Rule) -> Verdict:
    """A link needs an accessible name: text, or an image with alternative text. ACT c487ae."""
    if link.name:
        return PASSES
    return fails(target=_shortened(_target(link)))


def generic_link_text(link: Element, rule: Rule) -> Verdict:
    """A link whose whole name says only that it is a link. ACT 5effbb weighs what stands around it, WCAG 2.4.4 too.

    It fails where nothing around it tells where it leads. Where something does, a human judges whether it is enough.
    """
    name = plain(link.name)
    # The mark of a footnote is a name that everyone knows.
    if name.isdigit() and (link.role in _NOTES or link.closest("sup") is not None):
        return PASSES
    if not link.name or not (not name or name in _FORMATS or is_listed(name, link, rule.data["link-texts"])):
        return PASSES
    if any(_speaks(word, link, rule) for word in context_words(link)):
        # The kind of a file says enough where the words around it say of what.
        if name in _FORMATS:
            return PASSES
        return unsure(text=link.name, at=link.words)
    return fails(text=link.name, at=link.words)


_NOTES = frozenset({"doc-noteref", "doc-backlink"})


def format_as_link_text(link: Element, rule: Rule) -> Verdict:
    """A link whose whole name is a kind of file, where what stands around it says of what. ACT aizyf1, WCAG 2.4.9.

    Where nothing does, `generic_link_text` fails.
    """
    if plain(link.name) not in _FORMATS or not any(_speaks(word, link, rule) for word in context_words(link)):
        return PASSES
    return fails(text=link.name, at=link.words)


_FORMATS = frozenset(["html", "epub", "pdf", "word", "docx", "doc", "excel", "xlsx", "csv", "txt", "text", "rtf", "odt", "zip", "mp3", "mp4"]) | {
    "plain text", "pdf-fil", "pdf file", "word-fil", "word file",
}  # fmt: skip


def _speaks(word: str, link: Element, rule: Rule) -> bool:
    """Whether a word beside a link can tell where it leads: one that no generic link text holds."""
    word = word.casefold()
    if len(word) < 4 and not word.isdigit():
        return False
    texts: Mapping[str, Sequence[str]] = rule.data["link-texts"]
    return not any(word in words_listed(language, texts) for language in (language_of(link), "sv", "en", "any"))


def address_as_link_text(link: Element, rule: Rule) -> Verdict:
    """A web address with a path is spelled out by a screen reader; a bare domain or an e-mail address can be said."""
    name = link.name.strip()
    if not (_ADDRESS.match(name) or _PATH.match(name)) or _is_bare(name):
        return PASSES
    return fails(text=_shortened(name), at=link.words)


def _is_bare(name: str) -> bool:
    """`1177.se` and `www.region.example` can be read out and typed."""
    return re.match(r"(?:www\.)?(?:[\w-]+\.)+[a-zåäö]{2,12}/?\Z", name, re.IGNORECASE) is not None


def same_text_different_target(document: Document, rule: Rule) -> Sequence[Verdict] | Verdict:
    """Links of one name that lead to different places. ACT b20e66, and fd3a94 where what is around them is equal too.

    Whether two pages serve the same purpose cannot be seen from here, except that a page, a number to ring and an
    address to write to never do, nor two places of this message with different text.
    """
    named: dict[str, list[Element]] = {}
    for link in document.links:
        name = plain(link.name)
        # A sign without a word is told as a name that says nothing.
        if name and _target(link):
            named.setdefault(name, []).append(link)
    verdicts = []
    for links in named.values():
        first = links[0]
        if len(links) < 2:
            continue
        told = {_normal(_target(first))}
        contexts = {_context(first)}
        for link in links[1:]:
            target, context = _normal(_target(link)), _context(link)
            if target in told:
                continue
            if context not in contexts and context:
                contexts.add(context)
                continue
            told.add(target)
            values: dict[str, Any] = {
                "text": first.name,
                "target": _shortened(_target(link)),
                "first": _shortened(_target(first)),
            }
            if _kind(_target(link)) != _kind(_target(first)) or _are_places(link, first):
                verdicts.append(fails(at=link.words, **values))
            else:
                verdicts.append(unsure(at=link.words, **values))
    return verdicts or PASSES


def _are_places(one: Element, other: Element) -> bool:
    """Whether both lead to places of this message that hold different text."""
    document = one.document
    places = [document.by_id(unquote(_target(link)[1:])) for link in (one, other) if _target(link).startswith("#")]
    texts = {place.visible_text for place in places if place is not None}
    return len(texts) == 2 and "" not in texts


def _context(link: Element) -> tuple[str, ...]:
    """The words around a link that are not a link's own."""
    return tuple(sorted({word.casefold() for word in context_words(link) if len(word) > 3}))


def _normal(address: str) -> str:
    """An address without what makes no difference: the case of scheme and host, a last slash, `index.html`."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address.strip()
    path = re.sub(r"/(?:index\.html?)?\Z", "", parts.path)
    host = parts.netloc.lower().removeprefix("www.")
    scheme = "http" if parts.scheme.lower() in ("http", "https") else parts.scheme.lower()
    return f"{scheme}:{host}{path}?{parts.query}#{parts.fragment}"


def _kind(address: str) -> str:
    scheme = _SCHEME.match(address.strip())
    found = scheme[0].lower() if scheme else ""
    return found if found in ("tel:", "mailto:", "sms:") else "page"


def unannounced_new_window(link: Element, rule: Rule) -> Verdict:
    """A link that opens a new window says so in its name or description."""
    target = link.attributes.get("target", "").strip().lower()
    if target in ("", "_self", "_parent", "_top") or not link.name:
        return PASSES
    if _kind(_target(link)) != "page":
        return PASSES
    told = f"{link.name} {link.description}".casefold()
    if any(phrase in told for listed in rule.phrases.values() for phrase in listed):
        return PASSES
    return fails(text=_shortened(link.name))


def broken_address(link: Element, rule: Rule) -> Verdict:
    """An address that cannot lead anywhere, whatever stands at the other end.

    Where stand-in values were put in for a sample, only what no value can set right is told.
    """
    if not link.has("href"):
        return PASSES
    address = link.get("href").strip()
    problem = _problem(address, link.document)
    if problem is None or (not link.document.context.sample and problem not in _CERTAIN):
        return PASSES
    return fails(at=link.attribute("href"), address=_shortened(address) or 'href=""', problem=_PROBLEMS[problem])


_CERTAIN = frozenset({"script", "misspelled"})
_PROBLEMS = {
    "empty": {"sv": "Adressen är tom.", "en": "The address is empty."},
    "nowhere": {"sv": "Adressen leder ingenstans.", "en": "The address leads nowhere."},
    "script": {
        "sv": "Adressen är ett skript, och skript körs inte i ett meddelande.",
        "en": "The address is a script, and scripts do not run in a message.",
    },
    "anchor": {
        "sv": "Det finns inget ställe i meddelandet med det namn som adressen pekar på.",
        "en": "There is no place in the message of the name that the address points to.",
    },
    "space": {"sv": "Adressen innehåller mellanslag.", "en": "The address holds a space."},
    "scheme": {"sv": "Adressen saknar https:// i början.", "en": "The address lacks https:// at the beginning."},
    "misspelled": {
        "sv": "Adressens början är felskriven, den ska vara https://.",
        "en": "The beginning of the address is misspelled and should be https://.",
    },
    "number": {
        "sv": "Ett telefonnummer skrivs med siffror efter tel:, utan bokstäver och mellanslag.",
        "en": "A phone number is written in digits after tel:, without letters and spaces.",
    },
    "mail": {
        "sv": "En e-postadress skrivs namn@domän efter mailto:, utan mellanslag.",
        "en": "An e-mail address is written name@domain after mailto:, without spaces.",
    },
    "inside": {
        "sv": "Adressen leder till personalens inloggning eller till ett internt nät.",
        "en": "The address leads to the staff's login or to an internal network.",
    },
    "local": {
        "sv": "Adressen leder till en enskild dator, inte till en plats på nätet.",
        "en": "The address leads to a single computer, not to a place on the web.",
    },
}


def _problem(address: str, document: Document) -> str | None:
    """What is wrong with an address, as a key of the table; None if nothing is to be seen."""
    if not address:
        return "empty"
    lower = address.lower()
    if address.startswith("#"):
        if address == "#":
            return "nowhere"
        name = unquote(address[1:])
        return (
            None if lower == "#top" or document.by_id(name) is not None or name in document.once(_anchors) else "anchor"
        )
    if lower.startswith(("javascript:", "vbscript:")):
        return "script"
    if lower.startswith("tel:"):
        number = unquote(address[4:])
        return None if _NUMBER.match(number) and any(map(str.isdigit, number)) else "number"
    if lower.startswith("mailto:"):
        receivers = unquote(address[7:].partition("?")[0])
        return None if all(_MAIL.match(one) for one in receivers.split(",")) else "mail"
    if _NEAR_SCHEME.match(lower):
        return "misspelled"
    if lower.startswith(("http://", "https://")):
        rest = address.partition("//")[2]
        host = re.split(r"[/?#]", rest, maxsplit=1)[0].rpartition("@")[2]
        if not host or " " in host or host.startswith((".", ":")) or ".." in host:
            return "space" if " " in host else "nowhere"
        name = host.partition(":")[0].lower()
        if name in _LOCAL:
            return "local"
        if _INSIDE.match(name):
            return "inside"
        return "space" if re.search(r"\s", rest) else None
    if lower.startswith(("file:", "c:", "d:")) or re.match(r"[a-z]:\\|\\\\", lower):
        return "local"
    if not _SCHEME.match(address) and _DOMAIN.match(address) and not _FILE.search(address.partition("/")[0]):
        domain = re.split(r"[/?#:]", address, maxsplit=1)[0].lower()
        if domain.startswith("www.") or domain.rpartition(".")[2] in _TOP_LEVEL:
            return "scheme"
    return None


# Ends of names of hosts that a message may lead to; what else looks like one may be a file.
_TOP_LEVEL = frozenset(["se", "nu", "com", "org", "net", "eu", "no", "fi", "dk", "de", "uk", "info", "example"])


def _anchors(document: Document) -> frozenset[str]:
    """The names that old anchors give to places of the message."""
    return frozenset(one.attributes["name"] for one in document.elements if one.tag == "a" and "name" in one.attributes)


def insecure_address(link: Element, rule: Rule) -> Verdict:
    """An address that is fetched in the clear: anyone on the way can read and change what is shown."""
    address = link.get("href").strip()
    if not address.lower().startswith("http://"):
        return PASSES
    host = re.split(r"[/?#:]", address[7:], maxsplit=1)[0].lower()
    if not host or host in _LOCAL:
        return PASSES
    return fails(at=link.attribute("href"), address=_shortened(address))


def unannounced_document(link: Element, rule: Rule) -> Verdict:
    """A link to a file says of which kind it is, in its name or beside it."""
    try:
        path = urlsplit(link.get("href").strip()).path
    except ValueError:
        return PASSES
    found = _FILE.search(unquote(path))
    if found is None or not link.name:
        return PASSES
    kind = found[1].lower()
    said = {word.casefold() for word in (*_split(link.name), *_split(link.description), *context_words(link))}
    known = {kind, kind.removesuffix("x"), *_NAMES.get(kind.removesuffix("x"), ())}
    if said & known or any(word.startswith(tuple(known)) for word in said if len(word) > 4):
        return PASSES
    return fails(text=link.name, kind=kind)


_NAMES: Mapping[str, tuple[str, ...]] = {
    "doc": ("word", "word-dokument", "worddokument"),
    "xls": ("excel", "excel-fil", "kalkylark", "spreadsheet"),
    "ppt": ("powerpoint", "presentation"),
    "odt": ("opendocument", "libreoffice"),
    "zip": ("zip-fil", "arkiv", "archive"),
    "ics": ("kalender", "kalenderfil", "kalendern", "calendar"),
    "epub": ("e-bok", "ebook", "e-book"),
}


def colour_only_link(link: Element, rule: Rule) -> Verdict:
    """A link within running text is told from it by more than its colour: a line, weight, frame or background.

    Passes too where the two colours differ by 3:1, as WCAG's technique G183 allows.
    """
    styles = link.document.styles
    parent = link.parent
    if parent is None or not styles.is_complete or _is_lined(link):
        return PASSES
    if not link.visible_text or _is_marked(link, parent):
        return PASSES
    if styles.value(link, "display") != "inline" or not _stands_in_text(link):
        return PASSES
    own, other = text_colour(styles, link), text_colour(styles, parent)
    grounds = beneath(styles, link)
    if own is None or other is None or not grounds:
        return PASSES
    ratio = max(colour.contrast(own.over(ground), other.over(ground)) for ground in grounds)
    if ratio >= 3:
        return PASSES
    place = styles.declaration(link, "text-decoration-line")
    return fails(at=place, text=link.name, ratio=_decimal(ratio))


def _is_marked(link: Element, parent: Element) -> bool:
    """Whether the link, or all that is in it, looks different from the text around it in more than colour."""
    styles = link.document.styles
    inner = link
    for _ in range(8):
        if _is_lined(inner) or is_bold(styles, inner) != is_bold(styles, parent):
            return True
        if styles.value(inner, "font-style") != styles.value(parent, "font-style"):
            return True
        if abs(styles.font_size(inner) - styles.font_size(parent)) > 1:
            return True
        if styles.value(inner, "background-color") not in ("transparent", styles.value(parent, "background-color")):
            return True
        if styles.value(inner, "background-image") != "none":
            return True
        inside = [child for child in inner.children if child.is_rendered]
        if len(inside) != 1:
            return any(child.tag in ("img", "svg", "u", "b", "strong", "em", "i") for child in inside)
        inner = inside[0]
        if inner.tag in ("img", "svg"):
            return True
    return True


def _is_lined(element: Element) -> bool:
    styles = element.document.styles
    if styles.value(element, "text-decoration-line") != "none":
        return True
    for side in ("bottom", "top", "left"):
        style = styles.value(element, f"border-{side}-style")
        if style not in ("none", "hidden") and styles.value(element, f"border-{side}-width") not in ("0", "0px"):
            return True
    return False


def _stands_in_text(link: Element) -> bool:
    """Whether words that belong to no link stand on the same lines."""
    return any(any(map(str.isalpha, word)) for word in context_words(link, same_line=True))


def _decimal(ratio: float) -> Mapping[str, str]:
    """A ratio with one decimal, rounded down so that what fails never reads as if it passed."""
    text = f"{int(ratio * 10 + 1e-9) / 10:.1f}"
    return {"sv": text.replace(".", ","), "en": text}


def _split(text: str) -> Iterable[str]:
    return (word.text for word in tokens(text))


def _target(link: Element) -> str:
    return (link.get("href") or link.get("onclick") or "").strip()


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"
