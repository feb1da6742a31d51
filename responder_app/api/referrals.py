"""Referrals from a call to a service of the directory."""

from rest_framework import serializers

from .. import access, words
from ..actions.referrals import refer
from ..words import Role
from .letters import Letter
from .schema import filing, leafing
from .views import DoorView


class ReferralLetter(Letter):
    """Made, or offered and declined (`accepted` false)."""

    service = serializers.IntegerField(min_value=1, max_value=2**63 - 1, help_text="`id` of one of /services/.")
    mode = serializers.ChoiceField(words.ReferralMode.choices())
    accepted = serializers.BooleanField(default=True)
    consent = serializers.BooleanField(default=False, help_text="The person agreed that we pass on their name.")
    note = serializers.CharField(allow_blank=True, default="")


class ReferralRecord(serializers.Serializer):
    id = serializers.UUIDField()
    incident = serializers.UUIDField(source="incident_id")
    unit = serializers.IntegerField(source="unit_id", allow_null=True)
    service = serializers.IntegerField(source="service_id")
    service_name = serializers.CharField(source="service.name")
    mode = serializers.ChoiceField(words.ReferralMode.choices())
    status = serializers.ChoiceField(words.ReferralStatus.choices())
    consent = serializers.BooleanField()
    note = serializers.CharField()
    occurred_at = serializers.DateTimeField()
    withdrawn_at = serializers.DateTimeField(
        source="withdrawal.occurred_at",
        allow_null=True,
        help_text="When its crew took it back as filed by mistake; null: it stands.",
    )


class IncidentReferrals(DoorView):
    @leafing("list_referrals", ReferralRecord)
    def get(self, request, id):
        """The call's referrals, newest first."""
        incident = self.found(access.incidents_for, id)
        return self.newest_first(_referrals(request.user).filter(incident=incident), ReferralRecord, by="occurred_at")

    @filing("refer", ReferralLetter, ReferralRecord)
    def post(self, request, id):
        """Somebody on the call is pointed, handed or taken to a service."""
        letter = self.letter(refer, ReferralLetter)
        incident = self.found(access.incidents_for, id)
        letter["service"] = _service(request.user, letter["service"])
        event = refer(
            incident=incident, unit=_unit(request.user, incident, letter["occurred_at"]), by=request.user, **letter
        )
        return self.filed(event, letter, ReferralRecord, _referrals(request.user).get(pk=event.id))


def _referrals(user):
    return access.referrals_for(user).select_related("service", "withdrawal")


def _service(user, number: int):
    """Also one no longer offered: what was done before it closed still has to be filed."""
    service = access.services_for(user).filter(pk=number).first()
    if service is None:
        raise serializers.ValidationError({"service": "There is no such service; see /services/."})
    return service


def _unit(user, incident, at):
    if user.role != Role.RESPONDER:
        return None
    assignment = access.assignment_at(user, incident, at)
    return assignment.unit if assignment else None
