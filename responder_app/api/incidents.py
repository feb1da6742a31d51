"""Calls: in by POST, out newest first."""

from rest_framework import serializers

from .. import access, words
from ..actions.intake import WITHOUT_TEAM, close_without_team, receive_call
from .letters import Degrees, Letter
from .schema import filing, leafing, reading
from .screening import Answers, AnswersRecord, ScreenedRecord, check_asked, read_screening, with_screening
from .views import DoorView, Page


class IncidentLetter(Letter):
    """A call for help; `occurred_at` is when it was received, `id` becomes the call's."""

    call_type = serializers.CharField(max_length=40, help_text="`code` of one of /call-types/.")
    priority = serializers.IntegerField(
        min_value=1, max_value=5, allow_null=True, default=None, help_text="1 is most urgent; else the call type's."
    )
    eligible = serializers.BooleanField(
        allow_null=True, default=None, help_text="Where it says other than the rules do, it overrides them."
    )
    external_id = serializers.CharField(max_length=80, allow_null=True, default=None, help_text="Your own number.")
    intake_channel = serializers.ChoiceField(words.IntakeChannel.choices(), default=words.IntakeChannel.CALL_TAKER)
    dispatch_owner = serializers.ChoiceField(words.DispatchOwner.choices(), default=words.DispatchOwner.DISPATCHER)
    address = serializers.CharField(max_length=200, allow_blank=True, default="")
    place_note = serializers.CharField(max_length=300, allow_blank=True, default="")
    precision = serializers.ChoiceField(
        words.LocationPrecision.choices(),
        allow_null=True,
        default=None,
        help_text="How well the place is known; else exact where there is one.",
    )
    latitude = Degrees(min_value=-90, max_value=90, allow_null=True, default=None)
    longitude = Degrees(min_value=-180, max_value=180, allow_null=True, default=None)
    caller_name = serializers.CharField(max_length=120, allow_blank=True, default="")
    caller_relation = serializers.ChoiceField(words.CallerRelation.choices(), default=words.CallerRelation.UNKNOWN)
    caller_anonymous = serializers.BooleanField(default=False)
    caller_language = serializers.CharField(
        max_length=40, allow_blank=True, default="", help_text="A code of the agency's list of languages."
    )
    callback_number = serializers.CharField(max_length=40, allow_blank=True, default="")
    summary = serializers.CharField(allow_blank=True, default="", help_text="What was told.")
    screening = Answers(default=dict, help_text="By the codes of the rules of that day; what is not named is unknown.")

    def validate(self, told):
        if (told["latitude"] is None) != (told["longitude"] is None):
            raise serializers.ValidationError("Give latitude and longitude, or neither.")
        return told


class ClosingLetter(Letter):
    """How a call ended that no team went to."""

    reason = serializers.ChoiceField(
        words.UnservedReason.choices(), allow_blank=True, default="", help_text="An eligible call has to have one."
    )
    sent_instead = serializers.ChoiceField(words.SentInstead.choices())
    ending = serializers.ChoiceField(
        [(ending.value, ending.english) for ending in WITHOUT_TEAM],
        default=words.Ending.NO_TEAM.value,
        help_text="How it ended; the caller may have got what they needed without a team.",
    )
    note = serializers.CharField(max_length=300, allow_blank=True, default="", help_text="In a few words.")


class IncidentRecord(serializers.Serializer):
    id = serializers.UUIDField()
    number = serializers.IntegerField()
    external_id = serializers.CharField(allow_null=True)
    call_type = serializers.CharField(source="call_type.code")
    call_type_label = serializers.CharField(source="call_type.label")
    priority = serializers.IntegerField()
    eligible = serializers.BooleanField()
    result = serializers.ChoiceField(
        words.ScreeningResult.choices(), allow_blank=True, help_text="What stands; empty where nobody screened it."
    )
    intake_channel = serializers.ChoiceField(words.IntakeChannel.choices())
    dispatch_owner = serializers.ChoiceField(words.DispatchOwner.choices())
    address = serializers.CharField()
    place_note = serializers.CharField()
    precision = serializers.ChoiceField(words.LocationPrecision.choices())
    latitude = serializers.FloatField(allow_null=True)
    longitude = serializers.FloatField(allow_null=True)
    caller_name = serializers.CharField()
    caller_relation = serializers.ChoiceField(words.CallerRelation.choices())
    caller_anonymous = serializers.BooleanField()
    caller_language = serializers.CharField()
    callback_number = serializers.CharField()
    summary = serializers.CharField()
    screening = AnswersRecord(source="*")
    screened = ScreenedRecord(source="*", allow_null=True)
    held_for = serializers.IntegerField(
        source="held_for_id", allow_null=True, help_text="`id` of the busy unit that a waiting call is kept for."
    )
    received_at = serializers.DateTimeField()
    late_entry_at = serializers.DateTimeField(allow_null=True, help_text="When it was typed in afterwards, from paper.")
    closed_at = serializers.DateTimeField(allow_null=True)
    coverage = serializers.ChoiceField(
        words.Coverage.choices(), allow_blank=True, help_text="Whether any unit works at that hour, in that place."
    )
    wait_from = serializers.DateTimeField(allow_null=True, help_text="Since when the caller waits for a team.")
    wait_target_at = serializers.DateTimeField(allow_null=True)
    ending = serializers.ChoiceField(words.Ending.choices(), allow_blank=True)
    duplicate_of = serializers.UUIDField(
        source="duplicate_of_id", allow_null=True, help_text="`id` of the call that this one is about too."
    )
    unserved_reason = serializers.ChoiceField(words.UnservedReason.choices(), allow_blank=True)
    sent_instead = serializers.ChoiceField(words.SentInstead.choices(), allow_blank=True)


class IncidentsPage(Page):
    open = serializers.BooleanField(default=False, help_text="Only calls that are not closed.")


class Incidents(DoorView):
    @leafing("list_incidents", IncidentRecord, IncidentsPage)
    def get(self, request):
        """The calls you may see, newest first."""
        mine = _incidents(request.user)
        rows = mine.open() if self.asked(IncidentsPage)["open"] else mine
        return self.newest_first(rows, IncidentRecord, by="received_at")

    @filing("receive_call", IncidentLetter, IncidentRecord)
    def post(self, request):
        """A call comes in."""
        letter = self.letter(receive_call, IncidentLetter)
        check_asked(request.user, letter["screening"], letter["occurred_at"])
        letter["call_type"] = _call_type(request.user, letter["call_type"], letter["occurred_at"])
        event = receive_call(by=request.user, **letter)
        return self.filed(event, letter, IncidentRecord, read_screening(event.incident))


class OneIncident(DoorView):
    @reading("get_incident", IncidentRecord)
    def get(self, request, id):
        """One call."""
        return self.shown(IncidentRecord, self.found(_incidents, id))


class IncidentClosing(DoorView):
    @filing("close_without_team", ClosingLetter, IncidentRecord)
    def post(self, request, id):
        """End a call that no team goes to, with what went instead and, where it was eligible, why."""
        letter = self.letter(close_without_team, ClosingLetter)
        event = close_without_team(incident=self.found(access.incidents_for, id), by=request.user, **letter)
        return self.filed(event, letter, IncidentRecord, self.found(_incidents, id))


def _incidents(user):
    return with_screening(access.incidents_for(user).select_related("call_type"))


def _call_type(user, code: str, at):
    """The type that was in force that day; of several with one code the latest."""
    found = access.call_types_in_force(user, at).filter(code=code).order_by("-effective_from").first()
    if found is None:
        raise serializers.ValidationError({"call_type": "No such call type was in force then; see /call-types/."})
    return found
