"""Units and what they are doing."""

from rest_framework import serializers

from .. import access, words
from ..reports.board import why_out
from .schema import leafing
from .views import DoorView, NumberedPage


class UnitRecord(serializers.Serializer):
    id = serializers.IntegerField()
    call_sign = serializers.CharField()
    status = serializers.ChoiceField(words.UnitStatus.choices())
    status_since = serializers.DateTimeField()
    out_of_service_reason = serializers.SerializerMethodField()

    def get_out_of_service_reason(self, unit) -> str | None:
        """Why it takes no calls: a code; null where it does."""
        return unit.out[0].reason if unit.out else None


class Units(DoorView):
    @leafing("list_units", UnitRecord, NumberedPage)
    def get(self, request):
        """The agency's units."""
        return self.by_number(why_out(access.units_for(request.user)), UnitRecord)
