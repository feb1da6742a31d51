"""Who else is on a call, and what help is under way to it: as every crew on the call may know it."""

from django.db.models import Q

from ..models import BackupRequest, Support, Unit


def units(incident, but) -> list[Unit]:
    """The other units on the call with what they are doing, `but` being the reader's own assignment."""
    going = incident.assignments.open().exclude(pk=but.pk).select_related("unit").order_by("made_at")
    return [one.unit for one in going]


def help_for(incident) -> list[BackupRequest]:
    """Open requests for police and EMS; what no tablet may show is not among them."""
    asked = BackupRequest.objects.filter(assignment__incident=incident).shown_to_crews().open_to_its_crew()
    return list(asked.select_related("unit", "acknowledged_by").order_by("requested_at"))


def supports_for(incident) -> list[Support]:
    """Who else was sent and is not done yet, also to the calls that are linked to this one."""
    here = Q(incident=incident) | Q(incident__duplicate_of=incident)
    return list(Support.objects.going().filter(here).order_by("asked_at"))
