"""The template itself: what goes wrong on the way to the message."""

from __future__ import annotations

from template_check.catalogue.card import Rule
from template_check.catalogue.verdict import Verdict, fails
from template_check.faults import Fault


def syntax_error(fault: Fault, rule: Rule) -> Verdict:
    """Each problem has sentences of its own; some have others where more is known."""
    values = dict(fault.values)
    key = values["problem"]
    sentences = rule.data["syntax-problems"]
    for more, known in (("inside", values["expected"]), ("suggested", values["suggestion"])):
        if known and f"{key}-{more}" in sentences:
            key = f"{key}-{more}"
            break
    told = {locale: sentence.format(**values) for locale, sentence in sentences[key].items()}
    return fails(**{**values, "problem": told})


def missing_template(fault: Fault, rule: Rule) -> Verdict:
    """A name that no file in the search path has."""
    return fails(**fault.values)


def circular_include(fault: Fault, rule: Rule) -> Verdict:
    """A template that leads back to itself without end."""
    return fails(**fault.values)


def undefined_variable(fault: Fault, rule: Rule) -> Verdict:
    """A value that the sample lacks and that is printed, looped over, called or reached into."""
    return fails(**fault.values)


def unknown_extension(fault: Fault, rule: Rule) -> Verdict:
    """A filter, test, function or tag that is a project's own and was not given to us."""
    values = dict(fault.values)
    key = f"{values['extension']}-suggested" if values["suggestion"] else values["extension"]
    words = {locale: texts[key].format(**values) for locale, texts in rule.data["unknown-extensions"].items()}
    return fails(**{**values, "what": words})


def failing_expression(fault: Fault, rule: Rule) -> Verdict:
    """An expression that cannot be worked out with the sample's values."""
    return fails(**fault.values)


def exceeded_limit(fault: Fault, rule: Rule) -> Verdict:
    """A template that takes more than one message may."""
    words = {locale: texts[fault.values["limit"]] for locale, texts in rule.data["limits"].items()}
    return fails(limit=words)


def unescaped_value(fault: Fault, rule: Rule) -> Verdict:
    """Markup of the sample's that comes into the message as it is."""
    return fails(**fault.values)


def unquoted_attribute(fault: Fault, rule: Rule) -> Verdict:
    """A value that is an attribute's and has no quotation marks around it."""
    return fails(**fault.values)


def never_rendered(fault: Fault, rule: Rule) -> Verdict:
    """A part of the template that no sample reaches."""
    return fails(**fault.values)


def missing_sample(fault: Fault, rule: Rule) -> Verdict:
    """A message that reads values and has none to show."""
    return fails(**fault.values)


def invalid_message_file(fault: Fault, rule: Rule) -> Verdict:
    """A message file, or a sample, that says something that it cannot say."""
    key = f"{fault.values['problem']}-suggested" if fault.values["suggestion"] else fault.values["problem"]
    words = {locale: text.format(**fault.values) for locale, text in rule.data["message-file-problems"][key].items()}
    return fails(problem=words)


def unreadable_file(fault: Fault, rule: Rule) -> Verdict:
    """A file that is not text in UTF-8."""
    return fails(**fault.values)


def unused_silencer(fault: Fault, rule: Rule) -> Verdict:
    """A comment that silences what is not found, or what no rule is called."""
    key = f"{fault.values['problem']}-suggested" if fault.values["suggestion"] else fault.values["problem"]
    words = {locale: text.format(**fault.values) for locale, text in rule.data["silencer-problems"][key].items()}
    return fails(problem=words)


def silencer_without_reason(fault: Fault, rule: Rule) -> Verdict:
    """A comment that silences and does not say why."""
    return fails()
