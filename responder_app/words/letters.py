"""How a refused letter ended."""

from .word import Word


class LetterEnd(Word):
    CORRECTED = "corrected", "Corrected and sent again"
    HANDED_OVER = "handed_over", "Handed to the desk"
    WITHDRAWN = "withdrawn", "Withdrawn by its author"
