"""Sentences kept ready, to put into notes and to show to people. What they say stays out of the log."""

from django.utils.translation import gettext as _

from ..log import Refused, action, record
from ..models import Event, Phrase
from ..words import Role


@action(Role.RESPONDER, Role.ADMINISTRATOR)
def add_phrase(*, texts, to_show=False, by, id, occurred_at) -> Event:
    """Keep a phrase for the agency's crews; `texts` is `{language: sentence}`. Raises Refused if all are empty."""
    texts = {language: text.strip() for language, text in texts.items() if text.strip()}
    if not texts:
        raise Refused(_("The phrase is empty."))
    Phrase.objects.create(
        id=id,
        agency_id=by.agency_id,
        to_show=to_show,
        texts=texts,
        position=OWN,
        added_by=by,
        added_at=occurred_at,
    )
    return record("phrase.added", phrase=str(id), to_show=to_show, languages=sorted(texts))


@action(Role.RESPONDER, Role.ADMINISTRATOR)
def remove_phrase(*, phrase, by, id, occurred_at) -> Event:
    """Take a phrase out of the lists; it stays in the table. Removing what is removed changes nothing.

    Raises Refused for somebody else's phrase, unless an administrator removes it.
    """
    phrase.refresh_from_db()
    if by.role != Role.ADMINISTRATOR and phrase.added_by_id != by.pk:
        raise Refused(_("Only who added this phrase or an administrator can remove it."))
    if phrase.removed_at is None:
        phrase.removed_at = occurred_at
        phrase.save(update_fields=["removed_at"])
    return record("phrase.removed", phrase=str(phrase.pk))


# Behind those that an agency begins with, in the order in which they were added.
OWN = 1000
