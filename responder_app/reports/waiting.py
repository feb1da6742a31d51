"""What waits for somebody to act by the clock: followers and timers ask here."""

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from ..models import (
    Agency,
    Alert,
    Assignment,
    BackupRequest,
    CheckInTimer,
    Event,
    Incident,
    PushSubscription,
    Transfer,
    Webhook,
)


def overdue(at):
    """Assignments that nobody accepted in time and that are not marked so yet, the oldest first."""
    waiting = Assignment.objects.unanswered().filter(overdue_at=None, accept_by__lte=at)
    return waiting.select_related("agency", "incident", "unit").order_by("accept_by")


def check_ins(at):
    """Timers of crews on scene whose next step is due at that moment, the longest due first."""
    found = CheckInTimer.objects.overdue(at).order_by("due_at")
    return found.select_related("agency", "assignment__agency", "assignment__incident", "assignment__unit")


def transfers(at):
    """Callers offered to somebody who has not answered in time, the longest due first."""
    return Transfer.objects.unanswered(at).select_related("agency", "incident").order_by("answer_by")


def decisions(at):
    """Callers who have waited as long as a call may; `asked_before`: how often the desk was asked for a decision."""
    asked = Event.objects.filter(incident=OuterRef("pk"), kind="incident.decision_asked").order_by()
    number = asked.values("incident").annotate(number=Count("pk")).values("number")
    found = Incident.objects.overdue_for_decision(at).annotate(asked_before=Coalesce(Subquery(number), 0))
    return found.select_related("agency").order_by("decide_by")


def webhooks():
    """The addresses of every agency that are to be told what happens; of practice nobody is told."""
    return Webhook.objects.filter(active=True, agency__training_of=None).select_related("agency").order_by("pk")


def webhooks_of(agency: Agency):
    return webhooks().filter(agency=agency)


def agencies_with_devices() -> list[int]:
    """Those where some tablet asked to be woken."""
    return list(PushSubscription.objects.order_by("agency_id").values_list("agency_id", flat=True).distinct())


def second_person_for(at) -> list:
    """Alerts and requests for help that nobody took in their agency's time, and that nobody else was called to."""
    alerts = Alert.objects.due_for_another(at).select_related("agency", "incident", "assignment", "unit")
    requests = BackupRequest.objects.due_for_another(at)
    return [*alerts, *requests.select_related("agency", "assignment__incident", "unit").order_by("second_due_at")]
