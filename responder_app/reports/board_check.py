"""Whether the board says what the log says: a sentence for each thing on which they disagree."""

from dataclasses import fields
from datetime import datetime

from ..models import Event, LogHead
from .rebuilt import Board, Reading, shown

TRIES = 10


def differences(agency_id: int, now: datetime) -> list[str]:
    """None where all is well. Reads the whole log, without holding up whoever is at work: what they file meanwhile is
    read too. Raises TimeoutError where there never is a quiet moment."""
    lines, reading = Event.objects.filter(agency_id=agency_id), Reading()
    reading.read(lines)
    for _try in range(TRIES):
        head, board = LogHead.objects.get(agency=agency_id).seq, shown(agency_id, now)
        if reading.read(lines) == 0:
            return [*_of_the_log(reading.missing(head)), *between(board, reading.board())]
    raise TimeoutError("Too much happens for the log and the board to be compared. Try again in a quiet moment.")


def between(board: Board, log: Board) -> list[str]:
    """The board as it is shown, and as the log has it."""
    return [*_rows("", board.units, log.units), *_rows("Call #", board.calls, log.calls)]


def _of_the_log(missing: int) -> list[str]:
    return [f"Lines missing in the log: {missing}."] if missing else []


def _rows(noun: str, board: dict, log: dict) -> list[str]:
    said = []
    for key in sorted(board.keys() | log.keys()):
        if key not in log:
            said.append(f"{noun}{key} is on the board, and no line of the log tells of it.")
        elif key not in board:
            said.append(f"{noun}{key} is in the log, and not on the board.")
        else:
            said += _columns(f"{noun}{key}", board[key], log[key])
    return said


def _columns(name: str, board, log) -> list[str]:
    told = [(column.name, getattr(board, column.name), getattr(log, column.name)) for column in fields(board)]
    return [
        f"{name}: {column.replace('_', ' ')} is {_said(shows)} by the board, {_said(says)} by the log."
        for column, shows, says in told
        if shows != says
    ]


def _said(value) -> str:
    if isinstance(value, tuple):
        value = ", ".join(str(one) for one in value)
    return "nothing" if value in ("", None) else str(value)
