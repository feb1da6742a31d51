"""Callers passed on: offered, then accepted, declined, dropped or taken back."""

from rest_framework import serializers

from .. import access, words
from ..actions.transfers import (
    accept_transfer,
    decline_transfer,
    drop_transfer,
    offer_transfer,
    take_transfer_back,
)
from .letters import Letter
from .schema import acting, filing, leafing
from .views import DoorView


class OfferLetter(Letter):
    """Pass the caller on; `id` becomes the transfer's."""

    to_party = serializers.ChoiceField(words.Party.choices())
    from_party = serializers.ChoiceField(
        words.Party.choices(),
        allow_blank=True,
        default="",
        help_text="Else who sends the letter: a machine speaks for the 911 center.",
    )
    reason = serializers.ChoiceField(words.TransferReason.choices())
    note = serializers.CharField(max_length=300, allow_blank=True, default="")


class AcceptingLetter(Letter):
    """With `sent_instead` the call ends here; an eligible one has a `reason` then."""

    reason = serializers.ChoiceField(words.UnservedReason.choices(), allow_blank=True, default="")
    sent_instead = serializers.ChoiceField(words.SentInstead.choices(), allow_blank=True, default="")


class DecliningTransferLetter(Letter):
    reason = serializers.ChoiceField(words.TransferReason.choices())


class TransferRecord(serializers.Serializer):
    id = serializers.UUIDField()
    incident = serializers.UUIDField(source="incident_id")
    from_party = serializers.ChoiceField(words.Party.choices())
    to_party = serializers.ChoiceField(words.Party.choices())
    reason = serializers.ChoiceField(words.TransferReason.choices())
    note = serializers.CharField()
    offered_at = serializers.DateTimeField()
    answer_by = serializers.DateTimeField()
    alarmed_at = serializers.DateTimeField(allow_null=True, help_text="Nobody had answered by then.")
    end = serializers.ChoiceField(words.TransferEnd.choices(), allow_blank=True, help_text="Empty: not answered yet.")
    end_reason = serializers.ChoiceField(
        words.TransferReason.choices(), allow_blank=True, help_text="Why it was declined."
    )
    ended_at = serializers.DateTimeField(allow_null=True)


class Transfers(DoorView):
    @leafing("list_transfers", TransferRecord)
    def get(self, request):
        """Every transfer that you may see, newest first."""
        return self.newest_first(access.transfers_for(request.user), TransferRecord, by="offered_at")


class IncidentTransfers(DoorView):
    @leafing("list_incident_transfers", TransferRecord)
    def get(self, request, id):
        """The call's transfers, newest first."""
        incident = self.found(access.incidents_for, id)
        rows = access.transfers_for(request.user).filter(incident=incident)
        return self.newest_first(rows, TransferRecord, by="offered_at")

    @filing("offer_transfer", OfferLetter, TransferRecord)
    def post(self, request, id):
        """Offer the caller to another desk, or out of the house."""
        letter = self.letter(offer_transfer, OfferLetter)
        event = offer_transfer(incident=self.found(access.incidents_for, id), by=request.user, **letter)
        return self.filed(event, letter, TransferRecord, access.transfers_for(request.user).get(pk=event.id))


class _Act(DoorView):
    """A letter about one transfer."""

    form = Letter

    def post(self, request, id):
        letter = self.letter(self.act, self.form)
        event = self.act(transfer=self.found(access.transfers_for, id), by=request.user, **letter)
        return self.filed(event, letter, TransferRecord, self.found(access.transfers_for, id))


@acting("accept_transfer", AcceptingLetter, TransferRecord)
class Accepting(_Act):
    """They have the caller. A desk of the house answers itself; for anybody else, whoever heard it says so."""

    act, form = staticmethod(accept_transfer), AcceptingLetter


@acting("decline_transfer", DecliningTransferLetter, TransferRecord)
class Declining(_Act):
    """They cannot take the caller, who is with whoever offered."""

    act, form = staticmethod(decline_transfer), DecliningTransferLetter


@acting("drop_transfer", Letter, TransferRecord)
class Dropping(_Act):
    """The caller was lost on the way."""

    act = staticmethod(drop_transfer)


@acting("take_transfer_back", Letter, TransferRecord)
class TakingBack(_Act):
    """Offered by mistake, or not needed any more: it counts as no transfer."""

    act = staticmethod(take_transfer_back)
