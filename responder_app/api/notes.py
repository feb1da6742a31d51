"""What was written on a call."""

from rest_framework import serializers

from .. import access
from ..actions.encounters import write_note
from .letters import Letter
from .schema import filing, leafing
from .views import DoorView


class NoteLetter(Letter):
    body = serializers.CharField(trim_whitespace=False)
    clinical = serializers.BooleanField(
        required=False,
        help_text="Only from clinical professions; read by them, their crews' and the clinician at the desk alone.",
    )

    def validate_body(self, body):
        if not body.strip():
            raise serializers.ValidationError("The note is empty.")
        return body


class NoteRecord(serializers.Serializer):
    id = serializers.UUIDField()
    incident = serializers.UUIDField(source="incident_id")
    author = serializers.IntegerField(source="author_id")
    author_name = serializers.CharField(source="author")
    body = serializers.CharField()
    clinical = serializers.BooleanField()
    occurred_at = serializers.DateTimeField()


class IncidentNotes(DoorView):
    @leafing("list_notes", NoteRecord)
    def get(self, request, id):
        """The call's notes, newest first; without clinical ones for whoever may not read them."""
        incident = self.found(access.incidents_for, id)
        return self.newest_first(_notes(request.user).filter(incident=incident), NoteRecord, by="occurred_at")

    @filing("write_note", NoteLetter, NoteRecord)
    def post(self, request, id):
        """Write a note on the call; taken on a closed call too."""
        letter = self.letter(write_note, NoteLetter)
        event = write_note(incident=self.found(access.incidents_for, id), by=request.user, **letter)
        return self.filed(event, letter, NoteRecord, _notes(request.user).get(pk=event.id))


def _notes(user):
    return access.notes_for(user).select_related("author")
