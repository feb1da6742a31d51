"""What happens because time has passed: nobody accepted an assignment, a crew on scene says nothing, nobody takes a
caller over, a caller has waited long enough."""

import logging
from uuid import uuid5

from .. import log
from ..actions.alerts import end_silence, raise_silence
from ..actions.assignments import mark_overdue
from ..actions.check_ins import escalate_check_in, miss_check_in
from ..actions.hold_queue import ask_for_decision
from ..actions.second_person import call_second_person
from ..actions.transfers import alarm_transfer
from ..models import Alert
from ..reports import silence, waiting
from ..words import CheckInStage

logger = logging.getLogger(__name__)


def ring(at) -> int:
    """Do what is due at that moment; how much that was. Once each, whoever else watches: the line's id is the
    assignment's own and that of the moment it was due."""
    steps = [(mark_overdue, _overdue(assignment)) for assignment in waiting.overdue(at)]
    steps += [(_next_step(timer), _silent(timer, at)) for timer in waiting.check_ins(at)]
    steps += [(alarm_transfer, _unanswered(transfer)) for transfer in waiting.transfers(at)]
    steps += [(ask_for_decision, _undecided(call, at)) for call in waiting.decisions(at)]
    steps += _alarms(at)
    return sum(_done(act, letter) for act, letter in steps)


def _alarms(at) -> list[tuple]:
    """Silent tablets, those heard again, and what nobody has taken; by our own clock, as a second person cannot have
    been called while there was no server."""
    steps = [
        (raise_silence, _now(one, "assignment", f"silent {one.heard_at.isoformat()} {one.status_at.isoformat()}", at))
        for one in silence.begun(at)
    ]
    steps += [(end_silence, _now(one, "alert", "heard", at)) for one in silence.over(at)]
    for one in waiting.second_person_for(at):
        noun = "alert" if isinstance(one, Alert) else "backup"
        steps.append((call_second_person, _now(one, noun, f"second {one.second_due_at.isoformat()}", at)))
    return steps


def _now(thing, noun: str, step: str, at) -> dict:
    return {noun: thing, "id": uuid5(thing.pk, step), "occurred_at": at}


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
    thing = next(iter(letter.values()))  # what it is about comes first
    try:
        line = act(by=thing.agency, **letter)
    except log.Refused as answer:
        logger.info("%s %s: %s", type(thing).__name__, thing.pk, answer)
        return False
    return not line.repeated
