"""Letters that the server refused."""

from ..models import SetAsideLetter
from .own import AT_THE_DESK, of_agency


def letters_for(user):
    """Refused letters: one's own, or for the desk all of the agency's (their text only once handed over)."""
    mine = of_agency(SetAsideLetter.objects, user)
    return mine if user.role in AT_THE_DESK else mine.filter(author_id=user.pk)
