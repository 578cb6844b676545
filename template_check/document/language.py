"""Language tags, and whether a text is in the language that its tag says: declared languages are verified, not guessed."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from template_check.document.language_marks import languages_of, listed, names, scores, shown_by
from template_check.document.words import different_words, folded, is_address, letters, plain_words

# ISO 639-1 (2002, closed to new codes), with the codes that the IANA registry keeps for older texts: iw, ji, in, jw, mo, sh.
_TWO_LETTERS = frozenset(
    """aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo
    es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io is it iu iw ja ji jv
    jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne
    ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su
    sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu""".split()  # noqa: SIM905
)
_SUBTAG = re.compile(r"[A-Za-z]{2,3}|[A-Za-z]{5,8}")
_RIGHT_TO_LEFT_SCRIPTS = frozenset(["arab", "hebr", "syrc", "thaa", "nkoo", "adlm", "rohg", "mand", "samr", "aran"])
# Languages whose usual script runs from right to left.
_RIGHT_TO_LEFT = frozenset(
    """ar arc arz apc ary acm ckb dv fa glk he iw ji ks mzn nqo pnb prs ps sd skr syr ug ur uz-af yi aii azb bal bgn bqi
    lrc sdh aeb ajp ayl pes haz kmr-arab ku-arab""".split()  # noqa: SIM905
)
# Tags that a text may have whatever it says: undetermined, several, no language, made by people.
_UNVERIFIABLE = frozenset(["und", "mul", "zxx", "mis"])
# What is told apart by nothing that a short text shows.
_ALIKE: Mapping[str, str] = {
    "nb": "no",
    "nn": "no",
    "hr": "bs",
    "sr": "bs",
    "sh": "bs",
    "cnr": "bs",
    "kmr": "ku",
    "prs": "fa",
    "pes": "fa",
}
_ARABIC = frozenset(["arz", "apc", "ary", "acm", "aeb", "ajp", "ayl", "arb"])
# The languages written in each script that is not the Latin one; a script that is not here is not judged.
_SCRIPTS: Mapping[str, frozenset[str]] = {
    name: frozenset(listed.split())
    for name, listed in {
        "ARABIC": "ar fa ur ps ckb sd ug ks pnb ku az ms ha arc bal lrc mzn glk sdh uz so",
        "CYRILLIC": "ru uk bg sr mk be kk ky tg mn uz bs cnr os tt ba cv ce av rom az tk sh kv",
        "GREEK": "el grc",
        "HEBREW": "he yi iw lad ji",
        "ETHIOPIC": "am ti tig gez om byn",
        "THAI": "th", "HANGUL": "ko", "HIRAGANA": "ja", "KATAKANA": "ja", "ARMENIAN": "hy", "GEORGIAN": "ka xmf",
        "DEVANAGARI": "hi mr ne sa mai bho kok sd", "BENGALI": "bn as mni", "TAMIL": "ta", "TELUGU": "te",
        "GURMUKHI": "pa", "GUJARATI": "gu", "SINHALA": "si pi", "KHMER": "km", "LAO": "lo", "MYANMAR": "my",
        "MALAYALAM": "ml", "KANNADA": "kn", "TIBETAN": "bo dz", "SYRIAC": "syr aii arc", "THAANA": "dv", "CJK": "zh ja ko yue",
    }.items()
}  # fmt: skip
_ONE_LANGUAGE: Mapping[str, str] = {"GREEK": "el", "HEBREW": "he", "THAI": "th", "HANGUL": "ko", "HIRAGANA": "ja", "KATAKANA": "ja", "ARMENIAN": "hy", "GEORGIAN": "ka", "TAMIL": "ta", "CJK": "zh", "ETHIOPIC": "ti", "CYRILLIC": "ru", "ARABIC": "ar", "BENGALI": "bn"}  # fmt: skip
_NON_LATIN_ONLY = frozenset().union(*_SCRIPTS.values()) - frozenset(["bs", "sr", "sh", "cnr", "ku", "az", "uz", "tk", "ms", "ha", "so", "om", "rom"])  # fmt: skip

# Languages of two scripts whose words are listed in the Latin one.
_LISTED_IN_LATIN = frozenset(["bs", "ku", "so", "tr"])

# A text of fewer letters says too little.
LEAST_LETTERS = 15


def primary(tag: str | None) -> str:
    """The language subtag of a tag, in lower case: `sv` of `sv-SE`; empty if there is none."""
    return (tag or "").strip().replace("_", "-").partition("-")[0].lower()


def is_known_tag(tag: str) -> bool:
    """Whether the tag's language subtag is registered (BCP 47): `sv`, `en-GB` and `ckb` are, `swe` and `svenska` are not.

    Source: https://www.iana.org/assignments/language-subtag-registry. Of the rest of the tag nothing is asked, as in
    ACT rules bf051a and de46e4. `swe` is refused because the registry knows Swedish by its two letters only.
    """
    subtag = tag.strip().partition("-")[0]
    if not _SUBTAG.fullmatch(subtag):
        return False
    subtag = subtag.lower()
    return subtag in _TWO_LETTERS if len(subtag) == 2 else _is_registered(subtag)


@cache
def _is_registered(subtag: str) -> bool:
    if "qaa" <= subtag <= "qtz" and len(subtag) == 3:
        return True
    from language_tags import tags  # type: ignore[import-untyped]

    return tags.language(subtag) is not None


def is_right_to_left(tag: str) -> bool:
    """Whether text with this tag runs from right to left: its script subtag says so, or else its language's usual script."""
    language, *others = tag.strip().lower().split("-")
    script = next((part for part in others if len(part) == 4 and part.isalpha()), None)
    return script in _RIGHT_TO_LEFT_SCRIPTS if script else language in _RIGHT_TO_LEFT


def identify(text: str, words: Iterable[str] | None = None) -> str | None:
    """The language of a text as its language subtag (`no` for both Norwegian ones); None where it does not show.

    `words` are its different words, where they are known.
    """
    # Which words there are tells the language; how many letters they have tells the script.
    beyond = _BEYOND_LATIN.search(text) is not None
    told = _judged(plain_words(text) if beyond else words or different_words(text))
    script = _script(told) if beyond else None
    ranked = _scores(told, script).most_common(2)
    if not ranked:
        return _ONE_LANGUAGE.get(script) if script and _letters(told) >= LEAST_LETTERS else None
    best, score = ranked[0]
    next_best = ranked[1][1] if len(ranked) > 1 else 0
    return best if score >= 2 and score - next_best >= 1 else None


def verify(text: str, declared: str) -> str | None:
    """The language that the text is in if it is not the declared one; None if it is, or if that cannot be told.

    A tag is a subtag of BCP 47 or a whole tag. Script decides first, then small words, letters and endings; a text of
    fewer than 15 letters decides only if every word of it does.
    """
    return verify_words(plain_words(text), declared)


def verify_words(words: Sequence[str], declared: str, lead: int = 2) -> str | None:
    """As `verify`, of a text whose words are known. `lead` is by how many words another language must lead."""
    language = primary(declared)
    if not language or language in _UNVERIFIABLE:
        return None
    words = _judged(words)
    script = _script(words)
    latin = "-latn" in declared.lower()
    if script and (latin or language not in _SCRIPTS.get(script, frozenset([language]))):
        return _of_script(words, script)
    language = _judged_as(language)
    shown = _scores(words, script, language)
    likely = listed()
    best = _likeliest(shown)
    score = shown[best]
    if not best or best == language or score < lead:
        return None
    forms = len({folded(word) for word in words})
    if language not in likely or (script and language in _LISTED_IN_LATIN):
        foreign = language in _NON_LATIN_ONLY and not script and not latin
        enough = 3 * score >= forms if foreign else score >= 6 and 3 * score >= 2 * forms
        return best if enough else None
    if score - shown[language] < lead or 5 * score < forms:
        return None
    if _letters(words) < LEAST_LETTERS and (shown[language] or score < forms):
        return None
    return best


def name(language: str, locale: str) -> str:
    """The language's name in Swedish or English, in the form for running text; its subtag if it is not a common one."""
    return names().get(language, {}).get(locale, language)


def _judged(words: Iterable[str]) -> list[str]:
    """The words that tell a language: no addresses, nothing with a digit in it."""
    return [word for word in words if word.isalpha() or not (is_address(word) or any(map(str.isdigit, word)))]


def _letters(words: Iterable[str]) -> int:
    return sum(map(letters, words))


def _script(words: Sequence[str]) -> str | None:
    """The script of most letters, by its name in Unicode; None for the Latin one."""
    others: Counter[str] = Counter()
    total = 0
    for word in words:
        if word.isascii():
            total += len(word)
            continue
        for character in word:
            if character.isalpha():
                weight = 1 if character < "\u2e80" or character >= "\uff00" else _SYLLABIC
                total += weight
                if character > "\u036f":
                    others[_script_of(character)] += weight
    others.pop("LATIN", None)
    if 2 * others.total() <= total:
        return None
    return max(others, key=others.__getitem__)


# Greek and what comes after it, but for signs.
_BEYOND_LATIN = re.compile("[\u0370-\u1fff\u2c00-\ud7ff\uf900-\U0003ffff]")
# Chinese, Japanese and Korean characters stand for a syllable or a word: about so many letters.
_SYLLABIC = 3


@cache
def _script_of(character: str) -> str:
    return unicodedata.name(character, "LATIN").partition(" ")[0]


def _of_script(words: Sequence[str], script: str) -> str | None:
    """The language of a text in a script that the declared language is not written in."""
    if _letters(words) < 2:
        return None
    shown = _scores(words, script)
    return _likeliest(shown) or _ONE_LANGUAGE.get(script)


@lru_cache(maxsize=50_000)
def is_foreign(text: str, language: str) -> bool:
    """Whether a word shows another language and not the one of this subtag."""
    form = folded(text)
    known, lettered, _ = shown_by(form)
    language = _judged_as(language)
    if known or lettered:
        return language not in known and language not in lettered
    other = next((character for character in form if character > "\u036f"), None)
    return other is not None and language not in _SCRIPTS.get(_script_of(other), frozenset([language]))


def shows(words: Iterable[str], tag: str) -> int:
    """How many different words show the tag's language."""
    return _scores(words)[_judged_as(primary(tag))]


def leads(words: Iterable[str], one: str, other: str) -> bool:
    """Whether more of the words show one tag's language than the other's."""
    shown = _scores(words)
    return shown[_judged_as(primary(one))] > shown[_judged_as(primary(other))]


def only(words: Iterable[str], one: str, other: str) -> int:
    """How many different words are the first tag's language's and not the second's."""
    first, second = _judged_as(primary(one)), _judged_as(primary(other))
    known = (languages_of(form) for form in set(map(folded, words)))
    return sum(first in languages and second not in languages for languages in known)


def _likeliest(shown: Mapping[str, int]) -> str:
    """The language that most words show, of equals the likelier one; empty if there is none."""
    likely = listed()
    return max(shown, key=lambda one: (shown[one], -likely.get(one, len(likely))), default="")


def _judged_as(language: str) -> str:
    """The language whose marks stand for this one's."""
    return _ALIKE.get(language, "ar" if language in _ARABIC else language)


def _scores(words: Iterable[str], script: str | None = None, declared: str = "") -> Counter[str]:
    """For each language, how many different words show it; of a script's words only the languages written in it."""
    shown = scores(set(map(folded, words)), declared, all_letters=script is not None)
    if script is None:
        return shown
    written = _SCRIPTS.get(script, frozenset())
    return Counter({language: score for language, score in shown.items() if language in written})
