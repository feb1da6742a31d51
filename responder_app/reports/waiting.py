"""What waits for somebody to act by the clock: followers and timers ask here."""

from ..models import Agency, Assignment, Webhook


def overdue(at):
    """Assignments that nobody accepted in time and that are not marked so yet, the oldest first."""
    waiting = Assignment.objects.unanswered().filter(overdue_at=None, accept_by__lte=at)
    return waiting.select_related("agency", "incident", "unit").order_by("accept_by")


def webhooks():
    """The addresses of every agency that are to be told what happens."""
    return Webhook.objects.filter(active=True).select_related("agency").order_by("pk")


def webhooks_of(agency: Agency):
    return webhooks().filter(agency=agency)
