"""Units to calls: made and taken back by the desk, answered and closed by the crew."""

from rest_framework import serializers

from .. import access, words
from ..actions.assignments import accept, assign, decline, report_status, withdraw
from ..actions.encounters import close
from .letters import Letter
from .scenes import FitField, StandingScene, standing_for
from .schema import acting, filing, leafing, reading
from .views import DoorView


class AssignmentLetter(Letter):
    """Send a unit, named by its number or its call sign; `id` becomes the assignment's."""

    unit = serializers.IntegerField(
        min_value=1, max_value=2**63 - 1, allow_null=True, default=None, help_text="`id` of one of /units/."
    )
    call_sign = serializers.CharField(max_length=20, allow_null=True, default=None)

    def validate(self, told):
        if (told["unit"] is None) == (told["call_sign"] is None):
            raise serializers.ValidationError("Name the unit by its number in unit, or by its call_sign.")
        return told


class StatusLetter(Letter):
    """What the crew did; `available` clears the unit from the call."""

    status = serializers.ChoiceField([(rung.value, rung.label) for rung in words.LADDER])


class DecliningLetter(Letter):
    reason = serializers.ChoiceField(words.DeclineReason.choices())


class OutcomeLetter(Letter):
    """Was there a person, and if so, where did they go?"""

    contact_outcome = serializers.ChoiceField(words.ContactOutcome.choices())
    disposition = serializers.ChoiceField(words.Disposition.choices(), allow_blank=True, default="")
    disposition_note = serializers.CharField(max_length=300, allow_blank=True, default="")
    people_served = serializers.IntegerField(min_value=0, max_value=32767, allow_null=True, default=None)


class ReportRecord(serializers.Serializer):
    status = serializers.ChoiceField(words.UnitStatus.choices())
    occurred_at = serializers.DateTimeField(help_text="As it was filed.")
    stands_at = serializers.DateTimeField(
        allow_null=True, help_text="As the crew has corrected it since; null: it did not happen."
    )


class OutcomeRecord(serializers.Serializer):
    contact_outcome = serializers.ChoiceField(words.ContactOutcome.choices())
    disposition = serializers.ChoiceField(words.Disposition.choices(), allow_blank=True)
    disposition_note = serializers.CharField()
    people_served = serializers.IntegerField(allow_null=True)
    good_fit = FitField(source="assignment", help_text="What the crew said of the call itself; empty: not asked.")


class AssignmentRecord(serializers.Serializer):
    id = serializers.UUIDField()
    incident = serializers.UUIDField(source="incident_id")
    unit = serializers.IntegerField(source="unit_id")
    call_sign = serializers.CharField(source="unit.call_sign")
    status = serializers.ChoiceField(words.UnitStatus.choices())
    status_at = serializers.DateTimeField()
    made_at = serializers.DateTimeField()
    accept_by = serializers.DateTimeField()
    late_entry_at = serializers.DateTimeField(
        allow_null=True,
        help_text="When it was typed in afterwards, from paper. Then made_at and cleared_at are no more than the first "
        "and the last time on it, and only reports say what the crew did.",
    )
    sent_at = serializers.DateTimeField(allow_null=True)
    on_tablet_at = serializers.DateTimeField(allow_null=True)
    seen_at = serializers.DateTimeField(allow_null=True)
    accepted_at = serializers.DateTimeField(allow_null=True)
    overdue_at = serializers.DateTimeField(allow_null=True)
    declined_at = serializers.DateTimeField(allow_null=True)
    decline_reason = serializers.ChoiceField(words.DeclineReason.choices(), allow_blank=True)
    withdrawn_at = serializers.DateTimeField(allow_null=True)
    release_reason = serializers.ChoiceField(
        words.ReleaseReason.choices(), allow_blank=True, help_text="Why the crew was taken off, where that was asked."
    )
    replaced_by = serializers.UUIDField(
        source="replaced_by_id", allow_null=True, help_text="The assignment that came in its place."
    )
    cleared_at = serializers.DateTimeField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)
    outcome = OutcomeRecord(source="encounter", allow_null=True, default=None)
    scene = StandingScene(allow_null=True, read_only=True, help_text="What the crew counted on scene, as it stands.")
    reports = ReportRecord(many=True, help_text="What the crew reported, by its clock.")


class IncidentAssignments(DoorView):
    @leafing("list_assignments", AssignmentRecord)
    def get(self, request, id):
        """The call's assignments, newest first."""
        incident = self.found(access.incidents_for, id)
        return self.newest_first(
            assignments_whole(request.user).filter(incident=incident), AssignmentRecord, by="made_at"
        )

    @filing("assign", AssignmentLetter, AssignmentRecord)
    def post(self, request, id):
        """Send a unit to the call."""
        letter = self.letter(assign, AssignmentLetter)
        incident, unit = self.found(access.incidents_for, id), unit_named(request.user, letter)
        event = assign(
            incident=incident, unit=unit, by=request.user, id=letter["id"], occurred_at=letter["occurred_at"]
        )
        return self.filed(event, letter, AssignmentRecord, assignments_whole(request.user).get(pk=event.id))


class OneAssignment(DoorView):
    @reading("get_assignment", AssignmentRecord)
    def get(self, request, id):
        """One assignment, with what the crew reported and its outcome."""
        return self.shown(AssignmentRecord, self.found(assignments_whole, id))


class _Act(DoorView):
    """A letter about one assignment."""

    form = Letter

    def post(self, request, id):
        letter = self.letter(self.act, self.form)
        event = self.act(assignment=self.found(access.assignments_for, id), by=request.user, **letter)
        return self.filed(event, letter, AssignmentRecord, self.found(assignments_whole, id))


@acting("accept", Letter, AssignmentRecord)
class Accepting(_Act):
    """The crew has it."""

    act = staticmethod(accept)


@acting("decline", DecliningLetter, AssignmentRecord)
class Declining(_Act):
    """The crew cannot take it; the call waits again."""

    act, form = staticmethod(decline), DecliningLetter


@acting("withdraw", Letter, AssignmentRecord)
class Withdrawing(_Act):
    """The desk takes the call back from the unit."""

    act = staticmethod(withdraw)


@acting("report_status", StatusLetter, AssignmentRecord)
class Reporting(_Act):
    """The crew says what it does; always filed, and a late report leaves a later one standing."""

    act, form = staticmethod(report_status), StatusLetter


@acting("close", OutcomeLetter, AssignmentRecord)
class Closing(_Act):
    """The crew closes the call with its outcome."""

    act, form = staticmethod(close), OutcomeLetter


def assignments_whole(user):
    mine = access.assignments_for(user).select_related("unit", "encounter")
    return mine.prefetch_related("reports__corrections", standing_for(user))


def unit_named(user, told: dict):
    named = {"pk": told["unit"]} if told["call_sign"] is None else {"call_sign": told["call_sign"]}
    unit = access.units_for(user).filter(**named).first()
    if unit is None:
        field = "unit" if told["call_sign"] is None else "call_sign"
        raise serializers.ValidationError({field: "There is no such unit; see /units/."})
    return unit
