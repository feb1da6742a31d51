"""What time does to a town: as if its minutes had passed, for the server's own timers to see."""

from datetime import timedelta

from django.utils import timezone

from responder_app import models


def nobody_answers(assignment):
    """Its crew's limit to accept is over."""
    models.Assignment.objects.filter(pk=assignment).update(accept_by=timezone.now())


def nobody_comes():
    """The time in which somebody at the desk should have taken what sounds is over."""
    for alarms in (models.Alert.objects.open(), models.BackupRequest.objects.open()):
        alarms.update(second_due_at=timezone.now())


def tablet_heard(username, ago=0):
    """The last word of somebody's tablet, aboard the unit that they are on."""
    person = models.User.objects.get(username=username)
    unit = models.Shift.objects.running().get(person=person).unit
    told = {"agency": person.agency, "heard_at": timezone.now() - timedelta(seconds=ago)}
    models.Tablet.objects.update_or_create(person=person, unit=unit, defaults=told)
