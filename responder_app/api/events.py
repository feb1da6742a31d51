"""What happened, to poll: the same lines that webhooks bring."""

from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.response import Response

from .. import access, log, words
from ..reports import outcomes
from .schema import reading
from .views import DoorView


class After(serializers.Serializer):
    after = serializers.IntegerField(
        min_value=0, max_value=2**63 - 1, default=0, help_text="`seq` of the last line you have."
    )
    limit = serializers.IntegerField(min_value=1, max_value=500, default=100)


class EventRecord(serializers.Serializer):
    seq = serializers.IntegerField()
    id = serializers.UUIDField()
    type = serializers.ChoiceField(list(words.EVENTS.items()))
    timestamp = serializers.DateTimeField(help_text="When it happened.")
    data = serializers.DictField()


class Feed(serializers.Serializer):
    events = EventRecord(many=True)
    head = serializers.IntegerField(help_text="The last line there is; when it is your `after`, you have all.")
    epoch = serializers.UUIDField(help_text="The log's identity. When it changes, start again from 0.")


class Events(DoorView):
    @reading("list_events", Feed, parameters=[After])
    def get(self, request):
        """The lines after `after`, in order, without a gap."""
        if request.user.role not in access.SEES_ALL:
            raise PermissionDenied(f"A {request.user.role} cannot read the log.")
        page, events = self.asked(After), access.events_for(request.user)
        lines = [outcomes.told(line) for line in outcomes.lines(events, page["after"], page["limit"])]
        head = log.head_of(request.user.agency_id)
        return Response({"events": lines, "head": head.seq, "epoch": str(head.epoch)})
