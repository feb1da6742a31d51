"""What the desk sees of an assignment on its way: written to a tablet, stored on it."""

import logging
from collections.abc import Iterable
from uuid import UUID, uuid5

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from .. import access, log
from ..actions.assignments import confirm_on_tablet, mark_sent

logger = logging.getLogger(__name__)


def file_sent(person_id: int, assignments: Iterable[str]) -> None:
    """The server has written these assignments to the person's tablet."""
    person = access.person_of(person_id)
    for assignment in _of(person, assignments).not_sent():
        _file(mark_sent, assignment, "sent", person.agency)


def file_on_tablet(person_id: int, assignments: Iterable[str]) -> None:
    """The person's tablet has stored these assignments' pages."""
    person = access.person_of(person_id)
    for assignment in _of(person, assignments).not_on_tablet():
        _file(confirm_on_tablet, assignment, "on_tablet", person)


def _of(person, assignments):
    mine = access.assignments_for(person or AnonymousUser()).filter(pk__in=list(assignments))
    return mine.select_related("incident", "unit")


def _file(act, assignment, stage: str, by) -> None:
    """Another socket of the same crew may have been quicker, and that is as good."""
    try:
        act(assignment=assignment, by=by, id=uuid5(UUID(str(assignment.pk)), stage), occurred_at=timezone.now())
    except (log.Refused, log.NotYours) as refusal:
        logger.debug("%s: %s", act.__name__, refusal)
