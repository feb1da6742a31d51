"""What stands behind the lines of the desk, in words, by the number of the line that filed it."""

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import CallerContact, Event, Incident, Support

LINKED = "incident.linked"


def texts_of(incident, kinds: set[str]) -> dict[UUID, str]:
    """Asks only for what the call's lines (`kinds`) speak of."""
    told = {}
    if "support.asked" in kinds:
        told |= dict(Support.objects.filter(incident=incident).exclude(reason="").values_list("pk", "reason"))
    if "caller.contacted" in kinds:
        told |= {one.pk: contact_in_words(one) for one in CallerContact.objects.filter(incident=incident)}
    return told


def contact_in_words(contact: CallerContact) -> str:
    """`20 minutes told; will wait. She stands inside now.`"""
    if not contact.reached:
        words = [_("Nobody answered")]
    else:
        words = [_told(contact.told_minutes)] if contact.told_minutes else []
        if contact.will_wait is not None:
            words.append(_("will wait") if contact.will_wait else _("would not wait"))
    head = "; ".join(words)
    return ". ".join(filter(None, (head[:1].upper() + head[1:], contact.note)))


def _told(minutes: int) -> str:
    return ngettext("{number} minute told", "{number} minutes told", minutes).format(number=minutes)


def links_of(incident, events: list[Event]) -> tuple[dict[UUID, str], set[UUID]]:
    """What was told on the calls linked to this one, by the line that linked them; and those whose link was undone."""
    linked = {event.details["duplicate"]: event.id for event in events if event.kind == LINKED}
    if not linked or incident.duplicate_of_id:
        return {}, set()
    standing = Incident.objects.filter(duplicate_of=incident, pk__in=linked).prefetch_related("notes")
    texts = {linked[str(call.pk)]: _what_was_told(call) for call in standing}
    return texts, set(linked.values()) - texts.keys()


def line_of_link(incident):
    """The line on the other call by which this one ended; none where it is linked to none."""
    if incident.duplicate_of_id is None:
        return Event.objects.none()
    about = {"kind": LINKED, "details__duplicate": str(incident.pk)}
    return Event.objects.filter(incident=incident.duplicate_of_id, **about).order_by("-seq")[:1]


def _what_was_told(call: Incident) -> str:
    number = _("Call back {number}").format(number=call.callback_number) if call.callback_number else ""
    notes = [note.body for note in call.notes.all() if not note.clinical]
    return "\n".join(filter(None, (call.summary, call.place_note, *notes, number)))
