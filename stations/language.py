"""Sentences in the two languages of the service."""

from typing import Literal, NamedTuple

Lang = Literal["zh", "en"]


class Text(NamedTuple):
    """Hold one sentence or label in Simplified Chinese and in English."""

    zh: str
    en: str

    def say(self, lang: Lang) -> str:
        """Return the wording in a language."""
        return self.zh if lang == "zh" else self.en
