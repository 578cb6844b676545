"""What mail really looks like gives no finding: layout tables, conditional comments, VML, hidden preheaders, trackers."""

import pytest

from template_check.catalogue.load import load
from template_check.catalogue.selection import selected
from template_check.document.context import Context
from template_check.document.parse import parse
from template_check.engine import judge

GROUPS = frozenset({"images", "document", "tables", "forms", "media", "aria"})
LETTER = """<!DOCTYPE html><html lang="sv" xmlns:v="urn:schemas-microsoft-com:vml"><head><meta charset=utf-8><meta name="viewport" content="width=device-width, initial-scale=1"><title>Kallelse</title>
<!--[if mso]><style>td{font-family:Arial}</style><![endif]--><style>.btn{background:#005;color:#fff}@media(max-width:600px){.c{width:100%!important}}</style></head>
<body style="margin:0"><div style="display:none;max-height:0;overflow:hidden">Du har en ny kallelse &nbsp;&zwnj;</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center">
<!--[if mso]><table width="600"><tr><td><![endif]-->
<table role="presentation" class="c" width="600" cellpadding="0" cellspacing="0"><tr><td><img src="logo.png" alt="Region Exempel" width="120"></td></tr>
<tr><td><h1>Kallelse</h1><p>Hej Anna! Välkommen till oss.</p>
<table><caption>Din tid</caption><tr><th scope="row">Dag</th><td>Måndag</td></tr><tr><th scope="row">Tid</th><td>09.00</td></tr></table>
<table role="presentation" cellspacing="0" cellpadding="0"><tr><td class="btn" bgcolor="#000055"><!--[if mso]><v:roundrect href="https://x.example" arcsize="10%"><center>Boka</center></v:roundrect><![endif]--><a href="https://www.1177.se/">Boka om tiden</a></td></tr></table>
<ul><li>Legitimation</li><li>Kort</li></ul></td></tr></table><!--[if mso]></td></tr></table><![endif]-->
<img src="https://x.example/t.gif" width="1" height="1" alt=""></td></tr></table></body></html>"""
PART = """<h2>Kallelse</h2><p>Hej</p><v:rect fill="true"><v:textbox><p>x</p></v:textbox></v:rect><o:p></o:p><header><img src=a.png alt="Region Exempel"></header><dl><dt>Tid</dt><dd>9</dd></dl><address>Gatan 1</address>
<table border=0 cellpadding=0 cellspacing=0 width=600><tr><td width=300>Region Exempel</td><td>Vårdcentralen</td></tr><tr><td>Ring 1</td><td>Skriv 2</td></tr></table>"""


@pytest.mark.parametrize("html", [LETTER, PART], ids=["letter", "part"])
@pytest.mark.parametrize("profile", ["1177-inkorg", "accessibility"])
def test_a_sound_letter_has_no_finding(html: str, profile: str) -> None:
    rules = [rule for rule in selected(load(), profile, (), ()) if rule.group in GROUPS]
    judged = judge(parse(html, Context(profile)), rules)
    assert judged.raised == {}
    assert [judgement.rule.id for judgement in judged.judgements] == []


def test_a_blank_language_on_a_paragraph_is_no_language() -> None:
    rules = [rule for rule in selected(load(), "accessibility", (), ()) if rule.id == "document/unknown-language-code"]
    judged = judge(parse('<p lang=" ">Hej och välkommen</p><p lang="">Xyz</p>', Context()), rules)
    assert [judgement.rule.id for judgement in judged.judgements] == ["document/unknown-language-code"]
