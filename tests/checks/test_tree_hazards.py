"""Clauses of ARIA, HTML and the ACT rules that decide whether something is a fault: what each rule finds, and where."""

import pytest

from template_check.catalogue.load import load
from template_check.document.context import Context
from template_check.document.parse import parse
from template_check.engine import judge

RULES = {rule.id: rule for rule in load()}
GRID = (
    "<div role=grid aria-label=x><div role=row><div role=columnheader>Rum</div><div role=columnheader{0}>Plats</div></div>"
    "<div role=row>{1}</div></div>"
)
# The rule, the HTML, and the excerpts that are found.
HAZARDS = [
    # Focus that cannot be told: hidden, disabled, inert, folded and unrendered things have none.
    ("aria/hidden-focusable", "<div aria-hidden=true><a href=x>a</a></div>", ["<a href=x>"]),
    ("aria/hidden-focusable", "<div aria-hidden=TRUE><b tabindex=0>a</b></div>", ["<b tabindex=0>"]),
    ("aria/hidden-focusable", "<div aria-hidden=true><a>a</a><a href=x tabindex=-1>b</a></div>", []),
    ("aria/hidden-focusable", "<div aria-hidden=true inert><a href=x>a</a></div>", []),
    ("aria/hidden-focusable", "<div aria-hidden=true><a href=x style=visibility:hidden>a</a></div>", []),
    ("aria/hidden-focusable", "<div aria-hidden=true hidden><a href=x>a</a></div>", []),
    ("aria/hidden-focusable", "<div aria-hidden=true hidden=until-found><a href=x>a</a></div>", []),
    ("aria/hidden-focusable", "<div aria-hidden=true><details><summary>a</summary><a href=x>b</a></details></div>", ["<summary>"]),
    ("aria/hidden-focusable", "<div aria-hidden=true><fieldset disabled><legend><input></legend><input id=b></fieldset></div>", ["<input>"]),
    ("aria/hidden-focusable", "<div aria-hidden=true><p contenteditable>a</p><p contenteditable=false>b</p></div>", ["<p contenteditable>"]),
    ("aria/hidden-focusable", "<div aria-hidden=true><audio controls></audio><audio></audio></div>", ["<audio controls>"]),
    ("aria/hidden-focusable", "<div aria-hidden=true><template><a href=x>a</a></template></div>", []),
    ("aria/hidden-focusable", "<div aria-hidden=true><dialog><a href=x>a</a></dialog></div>", []),
    ("aria/hidden-focusable", "<div aria-hidden=true><svg><a href=x><text>a</text></a></svg></div>", ["<a href=x>"]),
    ("aria/hidden-focusable", '<div aria-hidden=true><iframe srcdoc="<p>a"></iframe></div>', []),
    ("aria/hidden-focusable", "<div aria-hidden=false><a href=x>a</a></div>", []),
    ("aria/hidden-focusable", "<div aria-hidden><a href=x>a</a></div>", []),
    # Presentational children.
    ("aria/focusable-in-image", "<div role=button><div role=button><a href=x>a</a></div></div>", ["<a href=x>"]),
    ("aria/focusable-in-image", "<a href=x><b tabindex=0>a</b></a>", []),
    ("aria/focusable-in-image", "<div role=img aria-label=b><a>a</a><a href=x tabindex=-1>c</a></div>", []),
    ("aria/focusable-in-image", "<div role=menuitem><a href=x>a</a></div>", []),
    # Decoration that is heard all the same, and that is not.
    ("aria/exposed-decoration", "<img src=a alt='' aria-label=b>", ["<img src=a alt='' aria-label=b>"]),
    ("aria/exposed-decoration", "<h2 role=none tabindex=0>a</h2>", ["<h2 role=none tabindex=0>"]),
    ("aria/exposed-decoration", "<img src=a alt='' aria-hidden=true><h2 role=none>a</h2><button role=none disabled>b</button>", []),
    # Roles.
    ("aria/unknown-role", "<div role='foo button'>a</div><div role=BUTTON>b</div><div role=''>c</div>", []),
    ("aria/unknown-role", "<div role='foo command'>a</div>", ["foo command"]),
    ("aria/unknown-role", "<div role=foo hidden>a</div>", []),
    ("aria/unknown-role", "<div role=doc-noteref>a</div><div role=graphics-symbol aria-label=b></div><div role=image aria-label=c></div>", []),
    # States and properties.
    ("aria/unknown-aria-attribute", "<p aria-hiden=true aria-hidden=false ARIA-LIVE=off>a</p>", ["aria-hiden"]),
    ("aria/forbidden-aria-attribute", "<label aria-expanded=true>a</label>", ["aria-expanded"]),
    ("aria/forbidden-aria-attribute", "<label aria-label=b>a</label><iframe aria-label=c></iframe><kbd aria-label=d>e</kbd>", []),
    ("aria/forbidden-aria-attribute", "<details><summary aria-expanded=false>a</summary></details><input type=date aria-required=true>", []),
    ("aria/forbidden-aria-attribute", "<strong aria-label=b>a</strong><div role=group aria-label=c>d</div>", ["aria-label"]),
    ("aria/forbidden-aria-attribute", "<a aria-label=b>a</a><a href=x aria-label=b>a</a>", ["aria-label"]),
    ("aria/forbidden-aria-attribute", "<h2 role=none aria-checked=true>a</h2>", []),
    ("aria/forbidden-aria-attribute", "<button aria-disabled=true aria-haspopup=menu aria-invalid=false>a</button>", []),
    ("aria/missing-aria-attribute", "<div role=combobox aria-expanded=false>a</div>", []),
    ("aria/missing-aria-attribute", "<b role=heading>a</b><b role=heading aria-level=2>a</b><h2 role=heading>b</h2>", ["heading"]),
    ("aria/invalid-aria-value", "<div role=combobox aria-expanded=true aria-controls=nowhere aria-label=a></div>", ["nowhere"]),
    ("aria/invalid-aria-value", "<div role=combobox aria-expanded=false aria-controls=nowhere aria-label=a></div>", []),
    ("lists/broken-list", "<dl><dd>a</dd></dl><dl><div><dt>a</dt><dd>b</dd></div></dl>", ["<dl>"]),
    ("lists/broken-list", "<ul hidden></ul><ul><div>a</div></ul>", []),
    ("aria/missing-child-role", "<ul><div>a</div></ul><ul><li>a</li><div>b</div></ul>", ["<ul>"]),
    ("aria/missing-aria-attribute", "<div role=combobox aria-expanded=true>a</div>", ["combobox"]),
    ("aria/missing-aria-attribute", "<input type=checkbox role=switch><div role=switch>a</div>", ["switch"]),
    ("aria/missing-aria-attribute", "<div role=separator></div><div role=separator tabindex=0></div>", ["separator"]),
    ("aria/missing-aria-attribute", "<div role=checkbox aria-checked=''>a</div><div role=checkbox hidden>b</div>", ["checkbox"]),
    ("aria/invalid-aria-value", "<a href=x aria-current=here>a</a><a href=x aria-current=PAGE>b</a>", ["here"]),
    ("aria/invalid-aria-value", "<p aria-relevant='additions text'>a</p><p aria-relevant='additions foo'>b</p>", ["additions foo"]),
    ("aria/invalid-aria-value", "<div role=meter aria-label=b aria-valuenow=1e3></div><div role=meter aria-label=b aria-valuenow=1,5></div>", ["1,5"]),
    ("aria/invalid-aria-value", "<p aria-describedby=nowhere>a</p>", []),
    ("aria/invalid-aria-value", "<div role=scrollbar aria-controls=nowhere aria-valuenow=1></div>", ["nowhere"]),
    # Parents and children, by place and by aria-owns.
    ("aria/missing-parent-role", "<div role=list><p><b><i role=listitem>a</i></b></p></div>", ["listitem"]),
    ("aria/missing-parent-role", "<div role=list><div><b><i role=listitem>a</i></b></div></div>", []),
    ("aria/missing-parent-role", "<div role=list aria-owns=i></div><div role=listitem id=i>a</div>", []),
    ("aria/missing-parent-role", "<div role=menu><div role=group><div role=menuitem>a</div></div></div>", []),
    ("aria/missing-parent-role", "<div role=list><div role=group><div role=listitem>a</div></div></div>", ["listitem"]),
    ("aria/missing-parent-role", "<ul><li role=listitem>a</li></ul><li role=tab>b</li>", ["tab"]),
    ("aria/missing-child-role", "<div role=list><div role=listitem>a</div><div hidden>b</div></div>", []),
    ("aria/missing-child-role", "<div role=list aria-busy=true></div><div role=tablist></div>", ["<div role=tablist>"]),
    ("aria/missing-child-role", "<div role=table><div role=rowgroup><div role=row><div role=cell>a</div></div></div></div>", []),
    ("aria/missing-child-role", "<div role=menu><div role=none><a role=menuitem href=x>a</a></div></div>", []),
    # Names that every reader must hear.
    ("images/missing-alt-text", "<img src=a><img src=b role=img><img src=c role=none><img src=d hidden>", ["<img src=a>", "<img src=b role=img>"]),
    ("images/missing-alt-text", "<img src=a title=b><img src=a alt=' '>", ["<img src=a alt=' '>"]),
    ("images/unnamed-graphic", "<svg role=img></svg><svg></svg><svg role='foo img'></svg>", ["<svg role=img>", "<svg role='foo img'>"]),
    ("images/unnamed-graphic", "<svg role=img><title>a</title></svg><svg role=img><g><title>b</title></g></svg>", ["<svg role=img>"]),
    ("images/unnamed-graphic", "<svg role=img aria-hidden=true></svg><div role=img hidden></div>", []),
    ("links/empty-link", "<map name=m><area href=x></map><img usemap=#m src=a alt=b>", ["<area href=x>"]),
    ("links/empty-link", "<map name=m><area href=x></map><map name=n><area></map><img usemap=#n src=a alt=b>", []),
    ("links/empty-link", "<a href=x>&nbsp;</a><a>&nbsp;</a>", ["<a href=x>"]),
    ("links/empty-link", "<a href=x hidden></a><a href=x style=display:none></a>", []),
    ("forms/unnamed-button", "<details><summary></summary></details><summary></summary>", ["<summary>"]),
    ("forms/unnamed-button", "<div role=menu><div role=menuitem></div></div><button disabled></button>", ["<div role=menuitem>", "<button disabled>"]),
    ("forms/unlabelled-field", "<input type=hidden><input type=submit><select></select><textarea hidden></textarea>", ["<select>"]),
    ("media/unnamed-frame", "<iframe src=a name=b></iframe><iframe src=a tabindex=-1></iframe>", ["<iframe src=a name=b>"]),
    # The visible label in the name.
    ("aria/mismatched-label", "<button aria-label='Boka tid nu'>Boka  TID</button>", []),
    ("aria/mismatched-label", "<button aria-label='Tidbokning'>Tid</button>", ["<button aria-label='Tidbokning'>"]),
    ("aria/mismatched-label", "<button aria-label='tid boka'>Boka tid</button>", ["<button aria-label='tid boka'>"]),
    ("aria/mismatched-label", "<button aria-label='Boka tid'>Boka tid…</button><button aria-label=Stäng>×</button>", []),
    ("aria/mismatched-label", "<button aria-label='Boka tid'>Boka <span hidden>om</span><span class=u>tid</span></button>", []),
    ("aria/mismatched-label", "<div aria-label='Annat' role=group>Boka</div><a aria-label=x>Boka</a>", []),
    # Tables.
    ("tables/broken-header-reference", "<table><tr><td id=a>a<td>b<tr><td headers=a>c<td>d</table>", ["a"]),
    ("tables/broken-header-reference", "<table><tr><th id=a>a<th>b<tr><td headers='a a'>c<td>d</table>", []),
    ("tables/broken-header-reference", "<table><tr><th id=a headers=a>a<tr><td>c</table>", ["a"]),
    ("tables/broken-header-reference", "<table role=none><tr><td>a<td headers=x>b</table>", []),
    ("tables/header-without-cells", "<table><tr><th colspan=2>a<th>b<tr><td>c<td>d</table>", ["<th>"]),
    ("tables/header-without-cells", "<table><tr><th>a<th>b<tr><td rowspan=2>c<td>d<tr><td>e</table>", []),
    ("tables/header-without-cells", "<table><tr><th scope=row>a<td>c<tr><th scope=row>b</table>", ["<th scope=row>"]),
    ("tables/header-without-cells", "<table><tr><th>a<th id=h>b<tr><td headers=h>c</table>", ["<th>"]),
    ("tables/header-without-cells", "<table><tr><th>a</table><table><tr><th>a<tr><td>b</table>", ["<table>"]),
    ("tables/header-without-cells", "<table><tr><td><th scope=col>a<th scope=col>b<tr><th>r<td>1<td>2</table>", []),
    ("tables/header-without-cells", "<table><tbody><tr><th scope=rowgroup>a<tr><th>b<td>1</tbody></table>", []),
    ("tables/header-without-cells", GRID.format("", "<div role=gridcell>1</div>"), ["<div role=columnheader>"]),
    ("tables/header-without-cells", GRID.format("", "<div role=gridcell aria-colspan=2>1</div>"), []),
    ("tables/header-without-cells", GRID.format(" aria-colindex=5", "<div role=rowheader>1</div><div role=gridcell aria-colindex=5>1</div>"), []),
    # The page.
    ("document/timed-refresh", "<meta http-equiv=refresh content='0; url=x'><meta http-equiv=refresh content=5>", []),
    ("document/timed-refresh", "<meta http-equiv=refresh content=x><meta http-equiv=REFRESH content=' 5.9,url=x'>", [" 5.9,url=x"]),
    ("document/timed-refresh", "<meta http-equiv=refresh content=72001><meta http-equiv=refresh content=5>", []),
    ("document/timed-refresh", "<meta http-equiv=refresh content='5: x'><meta http-equiv=refresh content=-5>", []),
    ("document/disabled-zoom", "<meta name=viewport content='maximum-scale=1.9;user-scalable=1'>", ["maximum-scale=1.9;user-scalable=1"]),
    ("document/disabled-zoom", "<meta name=Viewport content='user-scalable=0.5'>", ["user-scalable=0.5"]),
    ("document/disabled-zoom", "<meta name=viewport content='maximum-scale=-1,user-scalable=-2'>", []),
    ("document/disabled-zoom", "<meta name=viewport content='maximum-scale=yes'>", ["maximum-scale=yes"]),
    ("document/disabled-zoom", "<meta name=viewport content='maximum-scale=2, user-scalable=device-width, maximum-scale=3'>", []),
    ("document/unknown-language-code", "<p lang=swe>a</p><p lang=sv-XX>b</p><p lang=i-lux>c</p>", ["swe", "i-lux"]),
    ("document/unknown-language-code", "<div lang=xx><p lang=sv>a</p></div><div lang=xx hidden>b</div>", []),
    ("document/unknown-language-code", "<div lang=xx><p><input aria-label=b></p></div><div lang=zxx>b</div>", ["xx"]),
    # What fields may be filled in with.
    ("forms/invalid-autocomplete", "<input autocomplete='section-a Shipping HOME tel webauthn'>", []),
    ("forms/invalid-autocomplete", "<input autocomplete='work street-address'>", ["work street-address"]),
    ("forms/invalid-autocomplete", "<input autocomplete='shipping section-a name'>", ["shipping section-a name"]),
    ("forms/invalid-autocomplete", "<input autocomplete=''><input autocomplete=' '><input autocomplete=off>", []),
    ("forms/invalid-autocomplete", "<input autocomplete=x disabled><input autocomplete=x type=submit><input autocomplete=x hidden>", []),
    ("forms/invalid-autocomplete", "<fieldset disabled><input autocomplete=x></fieldset><p autocomplete=x>a</p>", []),
    ("forms/invalid-autocomplete", "<select autocomplete=bday-day><option>1</select><textarea autocomplete=adress></textarea>", ["adress"]),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "html", "finds"), HAZARDS)
def test_each_clause_decides(rule, html, finds):
    judged = judge(parse(html, Context("accessibility")), [RULES[rule]])
    places = [
        judgement.at if isinstance(judgement.at, tuple) else judgement.at.range() for judgement in judged.judgements
    ]

    assert judged.raised == {}
    assert [html[place[0] : place[1]] for place in places] == finds
