"""What programs name differently: for their people it is shown under their own name, as a language is; codes stay."""

from collections.abc import Callable

from asgiref.local import Local
from django.utils.functional import lazy

from .word import Word

_spoken = Local()

Names = dict[str, dict[str, str]]


def speak(names: Callable[[], Names]) -> None:
    """From now on, in this thread or task: `names()` gives names by the class of the word and its code."""
    _spoken.names = names


def hush() -> None:
    """The field's own words again."""
    _spoken.names = dict


class OwnWord(Word):
    """A word for which a program may have its own name."""

    @property
    def own(self) -> str:
        """What the reader's program calls it; empty: nothing of its own."""
        names = getattr(_spoken, "names", dict)()
        return names.get(type(self).__name__, {}).get(self.value) or ""

    @property
    def label(self) -> str:
        return self.own or super().label

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(word.value, _called(word)) for word in cls]


def _label_of(word: Word) -> str:
    return word.label


_called = lazy(_label_of, str)
