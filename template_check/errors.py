"""What stops a run: faults in settings, cards, message files and usage. A fault in a template is a finding instead."""

from __future__ import annotations


class TemplateCheckError(Exception):
    """A run that cannot go on, with a sentence for the user in both languages."""

    exit_code = 2

    def __init__(self, *, sv: str, en: str) -> None:
        super().__init__(en)
        self.sentences = {"sv": sv, "en": en}


class CardError(TemplateCheckError):
    """A card that cannot be used: the sentence names file and key and says what to do."""


class UsageError(TemplateCheckError):
    """A command line that cannot be carried out."""


class SettingsError(TemplateCheckError):
    """A fault in the settings: the sentence names file, line and key, and the key that was probably meant."""
