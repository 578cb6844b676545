"""A unit that the message file names is known by the other words that it goes by, and an open thread is a way to ask."""

import pytest

from template_check.catalogue.load import load
from template_check.document.context import Context, Declared
from template_check.document.message import found
from template_check.document.parse import parse

DATA = next(rule.data for rule in load() if rule.element == "sender")

THE_SAME = [
    (
        "Hälsocentralen Älgmyran",
        "Intyget är klart. Vill du ha det på posten eller hämta det i luckan på Älgmyrans hälsocentral?",
    ),
    (
        "Beroendemottagningen Vändpunkten",
        "Vändpunkten, beroendemottagningen i Tallbo. // Du har några frågor som väntar på dig.",
    ),
    ("Barn- och ungdomshälsan Tjärnen", "Vi på Tjärnen vill veta hur Vilma sover."),
    ("Barn- och ungdomshälsan Tjärnen", "Din tid är den 4 maj. // Hälsningar | Rut, Tjärnens barn- och ungdomshälsa"),
    ("Psykiatrisk avdelning 95", "Förra veckan skrevs du ut från avdelning 95, psykiatrisk heldygnsvård."),
    (
        "Klinisk kemi, Norra laboratoriet",
        "Blodet hade levrat sig när det nådde Norra laboratoriet. Röret måste tas om.",
    ),
    ("Akutmottagningen, kirurgsektionen", "I söndags väntade du länge. Det beklagar vi som jobbar på Kirurgakuten."),
    ("Ortoptisk mottagning", "Vi bestämde lapp i går. // Ortoptisterna på Ögonmottagningen för barn"),
    ("Tandläkarna Ek AB", "Hälsningar från Tandläkarna Ek"),
    ("Handkirurgiska mottagningen", "Vi på Handkirurgen har satt upp dig på väntelistan."),
    ("Barnmorskemottagningen Syrenen", "Syrenens barnmorskor hälsar dig välkommen."),
    ("Barnmorskemottagningen Syrenen", "Din tid är flyttad. // Lena på Syrenen"),
    ("Sektionen för nuklearmedicin", "Nuklearmedicin, Sunds sjukhus // Din tid är den 4 maj."),
    ("Ortopedmottagningen Lillsjö", "Operationsplaneringen, Ortopeden Lillsjö // Din tid är den 4 maj."),
    ("Ögonkliniken, Malmby sjukhus", "Ögonmottagningen på Malmby sjukhus har bokat en tid."),
    ("Medicinkliniken, avd 3", "Tack för tiden hos oss. // Avdelning 3"),
    ("Hudmottagningen", "Vi på Dermatologen har gått igenom bilden."),
    ("Kvinnokliniken, Ljusnäs", "Din tid är den 4 maj. // Gynekologen i Ljusnäs"),
    ("BUP Fyrtornet", "Barn- och ungdomspsykiatrin Fyrtornet // Din tid är den 4 maj."),
    ("MVC Havtornet", "Hälsningar från Barnmorskemottagningen Havtornet"),
    ("Akutmottagningen, Sunds sjukhus", "Du fick vänta länge. // Rut Ek, Akuten"),
    ("Röntgenavdelningen", "Radiologiska kliniken har bokat en tid."),
    ("Habiliteringen Ljungen", "Vi ses på Ljungen den 4 maj! // Hälsningar Ljungens kuratorer"),
    ("Klinisk fysiologi", "Fysiologlab, Sunds sjukhus // Din tid är den 4 maj."),
]
ANOTHER = [
    ("Medicinmottagningen, Sankta Klara", "Sankta Klaras sjukhus // Du har en tid den 4 maj hos läkare."),
    ("Mammografin", "Region Ådalarna kallar dig till mammografi den 4 maj."),
    ("Nordhud Specialistläkare", "Alla på kliniken hälsar och tackar för i år."),
    ("Röst- och talmottagningen", "Du är välkommen till mottagningen på sjukhuset i Ekenäs."),
    ("Hudmottagningen Norrmark", "Vi på Ögonmottagningen Strand har bokat en tid."),
    ("Hudmottagningen Norrmark", "Region Norrmark // Ditt prov är normalt."),
    ("Hudmottagningen Norrmark", "Norrmarks sjukhus // Ditt prov är normalt. Huden läker fint."),
    ("Vårdcentralen Måsen", "Hej! Ditt prov är normalt. // Rut Ek, distriktssköterska"),
    ("Rehab Nordanstig", "Din rehab börjar den 4 maj. Jag ringer dig. // Rut"),
    ("Vårdcentralen Tegelbruket", "Vi ses vid tegelbruket den 4 maj, där finns parkering."),
    ("Vårdcentralen Tegelbruket", "Du är listad hos oss. Vi tackar dig för att du kom till vårdcentralen."),
    ("Vårdcentralen Kopparslaget", "Jag behöver ett svar från dig. // Doktor Slagman"),
    ("Ögonkliniken Parkgatan", "Du hittar oss på Parkgatan 3. Din tid är den 4 maj kl. 9."),
    ("Hjärtmottagningen", "Ditt hjärta slår som det ska. // Rut, sjuksköterska"),
    ("Ögonkliniken", "Vi på Hudmottagningen har gått igenom bilden."),
    ("Vårdcentralen Måsen", "Vi på Vårdcentralen Kråkan har gått igenom provet."),
    ("Avdelning 54, kirurgi", "Vi på Avdelning 45 har bokat en tid."),
]
OPEN = [
    "Tankar och undringar tar vi emot i svarsfältet under brevet.",
    "Har ni egna knep? Skriv dem till oss med hjälp av svarsrutan nedan.",
    "Måste du nå vården? Skriv till oss i det här meddelandet.",
    "Undrar någon över bussar går det lika bra att fråga i samma svar.",
    "Meddela oss genom att skriva tillbaka.",
    "Inkorgen bevakas; du kan fråga här om eksem.",
    "Tråden fungerar också för frågor.",
    "Har du egna frågor ställer du dem i samma svar.",
    "Är något oklart? Klicka på Svara och skriv en rad.",
    "Tryck på svarsknappen om du undrar något.",
    "Funderingar? Skicka dem i retur.",
    "Du kan ställa följdfrågor direkt i den här konversationen.",
    "Undrar du något skriver du bara en rad under det här meddelandet.",
    "Vill du veta mer? Skriv några rader här nedanför.",
    "Vi läser det du skriver här varje dag. Fråga på!",
    "Frågor går bra att ställa genom att svara på brevet.",
    "Hör av dig här om något ändras.",
    "Du kan höra av dig genom att besvara meddelandet.",
    "Passar inte tiden? Svara med ett annat förslag.",
    "Använd svarsfunktionen om du har frågor.",
    "Det går bra att återkomma i tråden vid behov.",
    "Dialogen är öppen: kom gärna med frågor.",
    "Skriv gärna tillbaka om du undrar över något.",
    "Vi svarar på frågor i den här tråden.",
    "Ring inte, skriv här i stället.",
]


def status(element: str, text: str, **declared) -> str:
    blocks = ["<br>".join(line.strip() for line in block.split(" | ")) for block in text.split("//")]
    document = parse(
        "".join(f"<p>{block}</p>" for block in blocks),
        Context(declared=Declared(language="sv", **declared), sample="standard"),
    )
    return found(document, element, DATA).status


@pytest.mark.parametrize(("unit", "text"), THE_SAME)
def test_the_declared_unit_is_known_in_other_words(unit, text):
    assert status("sender", text, unit=unit) == "present"


@pytest.mark.parametrize(("unit", "text"), ANOTHER)
def test_another_unit_a_place_or_a_matter_is_not_the_declared_unit(unit, text):
    assert status("sender", text, unit=unit) in ("vague", "missing")


@pytest.mark.parametrize("text", OPEN)
def test_a_thread_is_a_way_to_ask_where_it_is_open_only(text):
    assert status("contact", text, replies="message") == "present"
    assert status("contact", text, replies="none") in ("vague", "missing")


def test_a_school_nurse_is_the_units_own_where_the_school_writes_and_somebody_else_elsewhere():
    number = "Skolsköterska Noor svarar på 070-174 06 59."

    assert status("contact", number, unit="Elevhälsan Björkskolan") == "present"
    assert status("contact", number, unit="Hudmottagningen Strand") == "missing"
