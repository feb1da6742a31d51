"""Code lists: the services crews refer to, and the types of call."""

from django.utils import timezone
from rest_framework import serializers

from .. import access
from .schema import leafing
from .views import DoorView, NumberedPage


class ServiceRecord(serializers.Serializer):
    """HSDS service."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    organization = serializers.CharField(source="organization.name")
    category = serializers.CharField()
    phone = serializers.CharField()
    address = serializers.CharField()
    latitude = serializers.FloatField(allow_null=True, help_text="Of its location, WGS 84; null where it has none.")
    longitude = serializers.FloatField(allow_null=True)
    hours = serializers.CharField()
    eligibility = serializers.CharField()
    languages = serializers.CharField()
    assured_on = serializers.DateField(allow_null=True, help_text="When somebody last checked this entry.")


class CallTypeRecord(serializers.Serializer):
    id = serializers.IntegerField()
    code = serializers.CharField()
    label = serializers.CharField()
    eligible = serializers.BooleanField(help_text="A team may be sent.")
    priority = serializers.IntegerField()
    effective_from = serializers.DateField()
    effective_to = serializers.DateField(allow_null=True)


class Services(DoorView):
    @leafing("list_services", ServiceRecord, NumberedPage)
    def get(self, request):
        """The services on offer."""
        rows = access.services_for(request.user).offered().select_related("organization")
        return self.by_number(rows, ServiceRecord)


class CallTypes(DoorView):
    @leafing("list_call_types", CallTypeRecord, NumberedPage)
    def get(self, request):
        """The types of call in force today."""
        return self.by_number(access.call_types_in_force(request.user, timezone.now()), CallTypeRecord)
