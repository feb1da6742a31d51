"""Units and what they are doing."""

from rest_framework import serializers

from .. import access, words
from .schema import leafing
from .views import DoorView, NumberedPage


class UnitRecord(serializers.Serializer):
    id = serializers.IntegerField()
    call_sign = serializers.CharField()
    status = serializers.ChoiceField(words.UnitStatus.choices())
    status_since = serializers.DateTimeField()


class Units(DoorView):
    @leafing("list_units", UnitRecord, NumberedPage)
    def get(self, request):
        """The agency's units."""
        return self.by_number(access.units_for(request.user), UnitRecord)
