"""What happens because time has passed: nobody accepted an assignment, a crew on scene says nothing, nobody takes a
caller over, a caller has waited long enough."""

import logging
from uuid import uuid5

from .. import log
from ..actions.assignments import mark_overdue
from ..actions.check_ins import escalate_check_in, miss_check_in
from ..actions.hold_queue import ask_for_decision
from ..actions.transfers import alarm_transfer
from ..reports import waiting
from ..words import CheckInStage

logger = logging.getLogger(__name__)


def ring(at) -> int:
    """Do what is due at that moment; how much that was. Once each, whoever else watches: the line's id is the
    assignment's own and that of the moment it was due."""
    steps = [(mark_overdue, _overdue(assignment)) for assignment in waiting.overdue(at)]
    steps += [(_next_step(timer), _silent(timer, at)) for timer in waiting.check_ins(at)]
    steps += [(alarm_transfer, _unanswered(transfer)) for transfer in waiting.transfers(at)]
    steps += [(ask_for_decision, _undecided(call, at)) for call in waiting.decisions(at)]
    return sum(_done(act, letter) for act, letter in steps)


def _overdue(assignment) -> dict:
    return {"assignment": assignment, "id": uuid5(assignment.pk, "overdue"), "occurred_at": assignment.accept_by}


def _silent(timer, at) -> dict:
    """By our own clock, not by when it fell due: after a night without a server the crew still has its grace."""
    id = uuid5(timer.pk, f"{timer.stage} {timer.due_at.isoformat()}")
    return {"assignment": timer.assignment, "id": id, "occurred_at": at}


def _unanswered(transfer) -> dict:
    return {"transfer": transfer, "id": uuid5(transfer.pk, "unanswered"), "occurred_at": transfer.answer_by}


def _undecided(call, at) -> dict:
    """Each time anew where the caller goes on waiting; once each, whoever else watches."""
    return {"incident": call, "id": uuid5(call.pk, f"decision {call.asked_before}"), "occurred_at": at}


def _next_step(timer):
    return miss_check_in if timer.stage == CheckInStage.RUNNING else escalate_check_in


def _done(act, letter: dict) -> bool:
    about = next(iter(letter.values()))
    try:
        line = act(by=about.agency, **letter)
    except log.Refused as answer:
        logger.info("%s %s: %s", type(about).__name__, about.pk, answer)
        return False
    return not line.repeated
