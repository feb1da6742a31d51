"""What a stranger says at every address: a form with every field that a page might read, pointing at Juniper Falls."""

from responder_app import models
from tests.actions.test_push import DEVICE

PLAIN = {"body": "x", "status": "on_scene", "level": "urgent", "mode": "information"}
# What is chosen, and written, of a call on its way.
RIDING = {"need": "shelter", "by_whom": "team", "destination": "shelter", "people": 1, "text": "x"}
CHOSEN = {"reasons": ["animal"], "priority": 3, "label": "x", "problem": "x", "auth": "b" * 22}
# How it ends.
CLOSING = {
    "contact_outcome": "gone_on_arrival",
    "sent_instead": "police",
    "result": "arrived",
    "end": "withdrawn",
    "kind": "struck",
}
# What starts a call, and plans or ends a follow-up.
STARTING = {
    "unsent": 0,
    "to_party": "988",
    "question": "x",
    "asked_by": "police",
    "intake_channel": "on_view",
    "outcome": "x",
    "what": "x",
    "due": "24",
    "owner": "me",
}
# What is said of a call that waits or ends, and of who else goes.
WAITING = {"answer": "waits", "told_minutes": 20, "minutes": 15, "stage": "on_scene", "ending": "information"}


# Why, where an address takes only words of its own for it; a form that is not understood asks for no row.
REASONS = {
    "supervisor": ("/preempt/", "/reassign/", "/override/"),
    "out_of_hours": ("/transfers/", "/transfers/<id:id>/accept/", "/transfers/<id:id>/decline/", "/<id:id>/close/"),
    "other": ("/mistake/", "/correct/", "/out-of-service/", "/transfers/<uuid:pk>/decline/"),
}

SENDS = ("/hand-over/", "/supports/")  # whose kind is who goes


def said_by_a_stranger(falls) -> dict:
    return pointing_at(falls) | PLAIN | RIDING | CLOSING | STARTING | WAITING | DEVICE | CHOSEN


def said_at(route: str, said: dict) -> dict:
    """The same, with a reason and a kind that the address knows."""
    reasons = [reason for reason, ends in REASONS.items() if route.endswith(ends)]
    kind = "police" if route.endswith(SENDS) else said["kind"]
    return said | {"reason": reasons[0] if reasons else "unsafe", "kind": kind}


def pointing_at(falls) -> dict:
    """Everything that a form can name, each a row of Juniper Falls."""
    person = falls.people["responder"].pk
    return {
        "incident": str(falls.incident.pk),
        "other": str(falls.incident.number),
        "follow_up": str(models.FollowUp.objects.get().pk),
        "assignment": str(falls.assignment.pk),
        "backup": str(models.BackupRequest.objects.get().pk),
        "letter": str(models.SetAsideLetter.objects.get().pk),
        "unit": falls.unit.pk,
        "service": falls.service.pk,
        "mates": [person],
        "person": person,
        "call_type": falls.call_type.pk,
        "transfer": str(models.Transfer.objects.get().pk),
        "shift": models.Shift.objects.get(agency=falls.agency).pk,
        "device": str(models.Tablet.objects.get(agency=falls.agency).pk),
        "area": models.ServiceArea.objects.get().pk,
    }
