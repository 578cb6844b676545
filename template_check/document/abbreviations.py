"""Abbreviations whose full stop does not end a sentence, by language, without their last full stop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stops:
    """What may stand before a full stop within a sentence.

    `inside` never ends a sentence; `either` ends one when the next word begins with a capital letter; `numbered` does
    not when a number follows ("no. 5"); `months` are the words that make a number with a full stop an ordinal;
    `lettered` are nouns that a single letter names ("vitamin C"), after which the letter is no initial.
    """

    inside: frozenset[str] = frozenset()
    either: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    lettered: frozenset[str] = frozenset()


def _stops(inside: str, either: str = "", numbered: str = "", months: str = "", lettered: str = "") -> Stops:
    return Stops(*(frozenset(words.split()) for words in (inside, either, numbered, months, lettered)))


_SWEDISH = _stops(
    inside="""t.ex t:ex t.o.m fr.o.m bl.a dvs d.v.s s.k p.g.a pga p.gr.a f.n f.d f.ö o.s.a i.st.f i.o.m
    m.a.o n.b kl tel tfn tlf ca c:a dr doc prof leg ssk bitr avd ev evt resp inkl exkl jfr jmf obs nr st:e
    s:t s:ta ang avs beträff enl exv ex forts föreg högst kap motsv n:r nuv ordf ovanst ref sekr sign skr u.p.a uppl utg
    vanl vard vol ö.h övr lgh
    febr apr aug sept okt nov dec""",
    either="""m.m mm m.fl mfl osv o.s.v etc e.d ed o.d od o.dyl e.dyl dyl fm em f.m e.m t.v t.h u.ä e.kr f.kr v.b vb st
    min tim sek mån kr tkr mnkr milj mkr""",
    numbered="sid s p bl v max min jan feb jun jul sep mån tis ons tors fre lör sön rum tr mom vån art",
    lettered="""plan vitamin hepatit grupp del alternativ punkt bilaga hus entré port ingång byggnad hiss avdelning typ
    nivå rad kategori steg version fråga blankett gate influensa block trappa korridor sal rum""",
)
_ENGLISH = _stops(
    inside="""e.g i.e mr mrs ms dr prof st sr jr approx dept vs cf tel ext capt incl excl viz
    jan feb apr aug sep sept oct nov dec""",
    either="etc a.m p.m am pm inc ltd co al u.k u.s min hrs hr",
    numbered="no nos fig p pp ref mar jun jul mon tue tues wed thu thur thurs fri sat sun room vol art",
    lettered="vitamin hepatitis group part option plan type level entrance building ward block gate room influenza appendix",
)
_FINNISH = _stops(
    inside="esim ks vrt noin klo puh nro prof dos tri tj ao em synt kuol huom sis alv tel n os",
    either="jne ym yms tms mm ekr jkr e.kr j.kr min kpl kk",
    numbered="s p k v h",
    months="""tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta
    marraskuuta joulukuuta""",
    lettered="vitamiini hepatiitti ryhmä osa kohta liite rakennus ovi kerros",
)
_NORWEGIAN = _stops(
    inside="""f.eks feks bl.a dvs d.v.s pga p.g.a kl tlf ca dr prof nr evt ev inkl ekskl jf jfr s.k s.a ang avd f.o.m
    fom t.o.m ift iht mht mtp vedr hhv kap tel mob apr aug sep sept okt nov""",
    either="osv o.s.v etc m.m mm m.fl mfl o.l ol e.l e.kr f.kr min sek st kr",
    numbered="s jan feb mar jun jul des man tirs ons tors fre lør søn rom",
    months="januar februar mars april mai juni juli august september oktober november desember",
    lettered="vitamin hepatitt gruppe del punkt vedlegg bygg inngang avdeling type rom",
)
_DANISH = _stops(
    inside="""f.eks fx bl.a dvs d.v.s pga p.g.a kl tlf ca dr prof nr evt ev inkl ekskl jf jfr ang afd f.o.m t.o.m
    mht vedr hhv kap tel mob p.t frk apr aug sep sept okt nov dec""",
    either="osv o.s.v etc m.m mm m.fl mfl m.v mv o.l ol o.lign e.l e.kr f.kr min sek st kr",
    numbered="s jan feb mar jun jul man tirs ons tors fre lør søn rum",
    months="januar februar marts april maj juni juli august september oktober november december",
    lettered="vitamin hepatitis gruppe del punkt bilag bygning indgang afdeling type rum",
)
_GERMAN = _stops(
    inside="""z.b d.h u.a v.a z.t i.d.r i.a s.o s.u ggf bzw ca dr prof hr fr nr tel abs abt bes bzgl dipl evtl exkl
    geb inkl insb kap jhd nachm vorm sog st str tägl vgl zzgl jän okt nov dez med apr aug sept""",
    either="usw usf etc u.ä o.ä v.chr n.chr min std",
    numbered="s max art jan feb mär jun jul sep mo di mi do fr sa so",
    months="""januar februar märz april mai juni juli august september oktober november dezember jahrhundert stock
    etage klasse lebensjahr obergeschoss""",
    lettered="vitamin hepatitis gruppe teil punkt anlage gebäude eingang station typ raum haus",
)
_SPANISH = _stops(
    inside="""p.ej ej dr dra drs sr sra srta sres d dña ud uds vd vds tel tfno tlf núm n.º nº pág págs avda cap
    aprox dpto depto ed fig sto incl""",
    either="etc a.m p.m a.c d.c ee.uu min",
    numbered="art máx mín ene feb abr jun jul ago sep sept oct nov dic lun mar mié jue vie sáb dom av st sta",
    lettered="vitamina hepatitis grupo parte opción planta tipo nivel entrada edificio anexo",
)
_POLISH = _stops(
    inside="""np m.in tzn tj tzw ok dr prof mgr lek inż ul al pl nr tel godz ew zob por św str ww wg pkt ust poz med""",
    either="itd itp etc r n.e p.n.e m min maks hab in im",
    numbered="s os art pn wt śr czw pt sob niedz",
    lettered="witamina witaminy grupa część punkt załącznik budynek wejście typ wzw",
)
_ARABIC = _stops(inside="د أ م ص ت ق.م", either="إلخ الخ هـ")
_SOMALI = _stops(inside="tus dr prof mr mrs tel lr lam", either="iwm iwl etc")

STOPS: Mapping[str, Stops] = {
    "sv": _SWEDISH,
    "en": _ENGLISH,
    "fi": _FINNISH,
    "no": _NORWEGIAN,
    "nb": _NORWEGIAN,
    "nn": _NORWEGIAN,
    "da": _DANISH,
    "de": _GERMAN,
    "es": _SPANISH,
    "pl": _POLISH,
    "ar": _ARABIC,
    "so": _SOMALI,
}
# A language without data of its own: what is alike in most European ones.
OTHER = _stops(inside="dr prof tel nr mr mrs e.g i.e", either="etc", numbered="no art fig p s")
