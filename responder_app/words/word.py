"""A code with its name in the reader's language."""

from enum import StrEnum

from django.utils.translation import gettext, gettext_lazy


class Word(StrEnum):
    """A code with the name people read: `EN_ROUTE = "en_route", "En route"`."""

    english: str

    def __new__(cls, code: str, label: str):
        word = str.__new__(cls, code)
        word._value_ = code
        word.english = label
        return word

    def __str__(self) -> str:
        return self.value

    @property
    def label(self) -> str:
        """In the language of whoever reads it now."""
        return gettext(self.english)

    @property
    def inside(self) -> str:
        """As it stands inside a sentence."""
        return inside(self.label)

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """For fields and forms: the names are translated when they are shown."""
        return [(word.value, gettext_lazy(word.english)) for word in cls]


def inside(name: str) -> str:
    """A name without the capital of its beginning; EMS stays EMS."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]
