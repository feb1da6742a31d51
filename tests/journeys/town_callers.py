"""What happens to callers in a town. Imported by town.py, which has set Django up."""

from uuid import uuid4

from django.utils import timezone

from responder_app import models
from responder_app.actions import consults, hold_queue, transfers
from tests import factories


def _told(username, incident):
    by = models.User.objects.get(username=username)
    told = {"incident": models.Incident.objects.get(pk=incident), "by": by}
    return told | {"id": uuid4(), "occurred_at": timezone.now()}


def category(code, label, channels):
    """A call type of the hotline's own."""
    factories.CallType(agency=models.Agency.objects.get(), code=code, label=label, channels=channels, priority=3)


def offer(username, incident, to_party, reason="clinical"):
    transfers.offer_transfer(to_party=to_party, reason=reason, **_told(username, incident))


def take(username, incident):
    """The open transfer is accepted by somebody of the desk that it is offered to."""
    transfer = models.Transfer.objects.get(incident=incident, ended_at=None)
    told = _told(username, incident) | {"transfer": transfer}
    told.pop("incident")
    transfers.accept_transfer(**told)


def ask(username, incident, question):
    consults.ask_consult(question=question, **_told(username, incident))


def wait(username, incident):
    """The caller waits for a team."""
    hold_queue.hold_for_team(**_told(username, incident))
