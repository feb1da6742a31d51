"""What waits for somebody to act by the clock: followers and timers ask here."""

from ..models import Agency, Assignment, CheckInTimer, PushSubscription, Webhook


def overdue(at):
    """Assignments that nobody accepted in time and that are not marked so yet, the oldest first."""
    waiting = Assignment.objects.unanswered().filter(overdue_at=None, accept_by__lte=at)
    return waiting.select_related("agency", "incident", "unit").order_by("accept_by")


def check_ins(at):
    """Timers of crews on scene whose next step is due at that moment, the longest due first."""
    found = CheckInTimer.objects.overdue(at).order_by("due_at")
    return found.select_related("agency", "assignment__agency", "assignment__incident", "assignment__unit")


def webhooks():
    """The addresses of every agency that are to be told what happens; of practice nobody is told."""
    return Webhook.objects.filter(active=True, agency__training_of=None).select_related("agency").order_by("pk")


def webhooks_of(agency: Agency):
    return webhooks().filter(agency=agency)


def agencies_with_devices() -> list[int]:
    """Those where some tablet asked to be woken."""
    return list(PushSubscription.objects.order_by("agency_id").values_list("agency_id", flat=True).distinct())
