"""A call from one unit to another, and a unit from one call to another, each as one letter."""

from rest_framework import serializers

from .. import access, words
from ..actions.dispatching import preempt, reassign
from .assignments import AssignmentLetter, AssignmentRecord, assignments_whole, unit_named
from .letters import Letter
from .schema import acting
from .views import DoorView

WHY = "Needed where the crew has somebody in its care"


class ReassigningLetter(AssignmentLetter):
    """Names the unit that takes the call over; `id` becomes the new assignment's."""

    reason = serializers.ChoiceField(
        words.ReleaseReason.choices(), allow_blank=True, default="", help_text=f"{WHY}, else empty."
    )


class PreemptingLetter(Letter):
    """Names the call that the unit is taken for; `id` becomes the new assignment's."""

    incident = serializers.UUIDField()
    former = serializers.ChoiceField(words.FormerCall.choices(), default=words.FormerCall.WAITS.value)
    reason = serializers.ChoiceField(
        words.ReleaseReason.choices(),
        allow_blank=True,
        default="",
        help_text=f"{WHY}, or the call is no more urgent than the one it leaves, else empty.",
    )


class _Move(DoorView):
    """A letter about one assignment, answered with the one that comes in its place."""

    def post(self, request, id):
        letter = self.letter(self.act, self.form)
        told = {"id": letter["id"], "occurred_at": letter["occurred_at"], "reason": letter["reason"]}
        assignment = self.found(access.assignments_for, id)
        event = self.act(assignment=assignment, by=request.user, **self.where(letter), **told)
        return self.filed(event, letter, AssignmentRecord, assignments_whole(request.user).get(pk=event.id))


@acting("reassign", ReassigningLetter, AssignmentRecord)
class Reassigning(_Move):
    """The desk takes the call from the unit and gives it to another."""

    act, form = staticmethod(reassign), ReassigningLetter

    def where(self, letter) -> dict:
        return {"unit": unit_named(self.request.user, letter)}


@acting("preempt", PreemptingLetter, AssignmentRecord)
class Preempting(_Move):
    """The desk takes the unit off its call for another."""

    act, form = staticmethod(preempt), PreemptingLetter

    def where(self, letter) -> dict:
        return {"incident": self.found(access.incidents_for, letter["incident"]), "former": letter["former"]}
