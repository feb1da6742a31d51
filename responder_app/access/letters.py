"""Letters that the server refused."""

from django.db.models import Case, F, JSONField, Q, Value, When

from ..models import SetAsideLetter
from .own import AT_THE_DESK, of_agency, reads_clinical


def letters_for(user):
    """Refused letters: one's own, or for the desk all of the agency's.

    `text` is what one may read of it: nothing before it is handed over, and of a clinical note only its author and the
    clinician at the desk do.
    """
    mine = of_agency(SetAsideLetter.objects, user).defer("body")
    sealed = Q(body__has_key="clinical") & ~Q(author_id=user.pk)
    if reads_clinical(user):
        sealed = Q(pk=None)
    nothing = Value(None, output_field=JSONField())
    mine = mine.annotate(text=Case(When(sealed, then=nothing), default=F("body"), output_field=JSONField()))
    return mine if user.role in AT_THE_DESK else mine.filter(author_id=user.pk)


def authors_of_letters(user) -> set[int]:
    """Whoever in the agency wrote one that is not dealt with: what they may read of it is their own."""
    return set(of_agency(SetAsideLetter.objects, user).pending().values_list("author_id", flat=True))
