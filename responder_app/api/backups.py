"""Help for a crew: asked for or raised, held by a human at the desk, ended with a result."""

from django.http import Http404
from rest_framework import serializers

from .. import access, words
from ..actions.safety import LONGEST_WAY, acknowledge_backup, call_backup, end_backup, help_under_way
from .letters import Letter
from .schema import acting, filing, leafing
from .views import DoorView


class BackupLetter(Letter):
    level = serializers.ChoiceField(words.BackupLevel.choices())
    reasons = serializers.ListField(
        child=serializers.ChoiceField(words.BackupReason.choices()), min_length=1, max_length=len(words.BackupReason)
    )


class EndingLetter(Letter):
    result = serializers.ChoiceField(words.BackupResult.choices())


class UnderWayLetter(Letter):
    minutes = serializers.IntegerField(
        min_value=0, max_value=LONGEST_WAY, allow_null=True, default=None, help_text="Until help is there, if known."
    )


class BackupRecord(serializers.Serializer):
    id = serializers.UUIDField()
    incident = serializers.UUIDField(source="assignment.incident_id", default=None, allow_null=True)
    assignment = serializers.UUIDField(source="assignment_id", allow_null=True)
    unit = serializers.IntegerField(source="unit_id", allow_null=True)
    call_sign = serializers.CharField(source="unit.call_sign", default=None, allow_null=True)
    kind = serializers.ChoiceField(words.HelpKind.choices())
    origin = serializers.ChoiceField(words.AlertOrigin.choices())
    level = serializers.ChoiceField(words.BackupLevel.choices())
    reasons = serializers.ListField(child=serializers.CharField(), help_text="Of EMS others than of police.")
    requested_at = serializers.DateTimeField()
    acknowledged_at = serializers.DateTimeField(allow_null=True)
    acknowledged_by_name = serializers.CharField(source="acknowledged_by", allow_null=True)
    second_at = serializers.DateTimeField(
        allow_null=True, help_text="Nobody took it in time: a second person was called."
    )
    under_way_at = serializers.DateTimeField(allow_null=True, help_text="Help was said to be on its way.")
    eta_at = serializers.DateTimeField(allow_null=True, help_text="When help is there, if that was known.")
    code_4_at = serializers.DateTimeField(allow_null=True, help_text="The crew said by its PIN that it is safe.")
    duress_at = serializers.DateTimeField(
        allow_null=True, help_text="The crew said so under duress: it is not safe. Never told to a crew."
    )
    ended_at = serializers.DateTimeField(allow_null=True)
    result = serializers.ChoiceField(words.BackupResult.choices(), allow_blank=True)


class CrewsBackupRecord(BackupRecord):
    """The same, as the crew's tablet shows it: a duress PIN looks like the right one."""

    second_at = serializers.SerializerMethodField()
    under_way_at = serializers.DateTimeField(source="seems_under_way_at", allow_null=True)
    eta_at = serializers.DateTimeField(source="seems_due_at", allow_null=True)
    code_4_at = serializers.DateTimeField(source="seems_safe_since", allow_null=True)
    duress_at = serializers.SerializerMethodField()
    ended_at = serializers.DateTimeField(source="seems_ended_at", allow_null=True)
    result = serializers.ChoiceField(words.BackupResult.choices(), source="seems_ended_as", allow_blank=True)

    def get_duress_at(self, row) -> None:
        return None

    def get_second_at(self, row) -> None:
        return None


def record_for(user) -> type[BackupRecord]:
    return CrewsBackupRecord if user.role == words.Role.RESPONDER else BackupRecord


class IncidentBackups(DoorView):
    @leafing("list_backup_requests", BackupRecord)
    def get(self, request, id):
        """The call's requests for backup, newest first."""
        incident = self.found(access.incidents_for, id)
        rows = _backups(request.user).filter(assignment__incident=incident)
        return self.newest_first(rows, record_for(request.user), by="requested_at")

    @filing("call_backup", BackupLetter, BackupRecord)
    def post(self, request, id):
        """A crew on the call asks for police. Nobody has it until it is acknowledged."""
        letter = self.letter(call_backup, BackupLetter)
        assignment = access.assignment_at(request.user, self.found(access.incidents_for, id), letter["occurred_at"])
        if assignment is None:
            raise Http404
        event = call_backup(assignment=assignment, by=request.user, **letter)
        return self.filed(event, letter, record_for(request.user), _backups(request.user).get(pk=event.id))


class _Act(DoorView):
    """A letter about one request."""

    form = Letter

    def post(self, request, id):
        letter = self.letter(self.act, self.form)
        event = self.act(backup=self.found(access.backup_requests_for, id), by=request.user, **letter)
        return self.filed(event, letter, record_for(request.user), self.found(_backups, id))


@acting("acknowledge_backup", Letter, BackupRecord)
class Acknowledging(_Act):
    """A human at the desk has it."""

    act = staticmethod(acknowledge_backup)


@acting("end_backup", EndingLetter, BackupRecord)
class Ending(_Act):
    """Say how it ended. A crew ends an emergency, panic or missed check-in on its tablet only, by PIN."""

    act, form = staticmethod(end_backup), EndingLetter


@acting("help_under_way", UnderWayLetter, BackupRecord)
class UnderWay(_Act):
    """Police or EMS are on their way; the crew sees it counted down. What is said later takes its place."""

    act, form = staticmethod(help_under_way), UnderWayLetter


def _backups(user):
    return access.backup_requests_for(user).select_related("assignment", "unit", "acknowledged_by")
