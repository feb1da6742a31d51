"""What happens because time has passed: an assignment that nobody accepted."""

import logging
from uuid import uuid5

from .. import log
from ..actions.assignments import mark_overdue
from ..reports import waiting

logger = logging.getLogger(__name__)


def ring(at) -> int:
    """Mark what is overdue at that moment; how many were. Once each, whoever else watches: the line's id and
    time are the assignment's own."""
    rung = 0
    for assignment in waiting.overdue(at):
        try:
            line = mark_overdue(
                assignment=assignment,
                by=assignment.agency,
                id=uuid5(assignment.pk, "overdue"),
                occurred_at=assignment.accept_by,
            )
        except log.Refused as answer:
            logger.info("Assignment %s: %s", assignment.pk, answer)
        else:
            rung += not line.repeated
    return rung
