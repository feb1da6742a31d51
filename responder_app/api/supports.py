"""Police, EMS and fire that go to a call: the dispatch center's system says who, and where they are."""

from rest_framework import serializers

from .. import access, words
from ..actions.supports import change_support, hand_over, send_support
from .letters import Letter
from .schema import acting, filing, leafing
from .views import DoorView

MINUTES = {"min_value": 0, "max_value": 1440, "allow_null": True, "default": None}


class SupportLetter(Letter):
    """Somebody else goes too, or instead of a team; `id` becomes the support's."""

    kind = serializers.ChoiceField(words.SupportKind.choices())
    instead = serializers.BooleanField(default=False, help_text="No team goes.")
    reason = serializers.CharField(max_length=300, allow_blank=True, default="", help_text="The crew reads it.")
    eta_minutes = serializers.IntegerField(**MINUTES, help_text="Minutes until they come, from `occurred_at`.")


class SupportChangeLetter(Letter):
    """Where they are now, or a new time, or both."""

    stage = serializers.ChoiceField(words.SupportStage.choices(), allow_blank=True, default="")
    eta_minutes = serializers.IntegerField(**MINUTES, help_text="Minutes until they come, from `occurred_at`.")


class HandOverLetter(Letter):
    """Somebody else takes the call instead of the team: every unit on it is taken back; `id` becomes the support's."""

    kind = serializers.ChoiceField(words.SupportKind.choices())
    reason = serializers.CharField(max_length=300, help_text="In own words; the crew reads it.")
    close = serializers.BooleanField(default=False, help_text="The call ends with it.")
    unserved_reason = serializers.ChoiceField(
        words.UnservedReason.choices(),
        allow_blank=True,
        default="",
        help_text="Why no team: an eligible call that ends has to have one.",
    )


class SupportRecord(serializers.Serializer):
    id = serializers.UUIDField()
    incident = serializers.UUIDField(source="incident_id")
    kind = serializers.ChoiceField(words.SupportKind.choices())
    instead = serializers.BooleanField()
    stage = serializers.ChoiceField(words.SupportStage.choices())
    stage_at = serializers.DateTimeField()
    eta_at = serializers.DateTimeField(allow_null=True)
    reason = serializers.CharField()
    asked_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)


class IncidentSupports(DoorView):
    @leafing("list_supports", SupportRecord)
    def get(self, request, id):
        """Who else was sent to the call, newest first."""
        incident = self.found(access.incidents_for, id)
        rows = access.supports_for(request.user).filter(incident=incident)
        return self.newest_first(rows, SupportRecord, by="asked_at")

    @filing("send_support", SupportLetter, SupportRecord)
    def post(self, request, id):
        """Police, EMS or fire go too, or instead of a team."""
        letter = self.letter(send_support, SupportLetter)
        event = send_support(incident=self.found(access.incidents_for, id), by=request.user, **letter)
        return self.filed(event, letter, SupportRecord, self.found(access.supports_for, event.id))


@acting("hand_over", HandOverLetter, SupportRecord)
class HandingOver(DoorView):
    def post(self, request, id):
        """Somebody else instead of the team, in one go."""
        letter = self.letter(hand_over, HandOverLetter)
        event = hand_over(incident=self.found(access.incidents_for, id), by=request.user, **letter)
        return self.filed(event, letter, SupportRecord, self.found(access.supports_for, event.id))


@acting("change_support", SupportChangeLetter, SupportRecord)
class OneSupport(DoorView):
    def post(self, request, id):
        """Where they are now, or when they come."""
        letter = self.letter(change_support, SupportChangeLetter)
        event = change_support(support=self.found(access.supports_for, id), by=request.user, **letter)
        return self.filed(event, letter, SupportRecord, self.found(access.supports_for, id))
