"""What moves without a line of the log: where units are, how tablets are connected. A nudge, which carries nothing."""

import logging
from collections.abc import Callable

logger = logging.getLogger(__name__)

_bells: list[Callable[[int], None]] = []


def hang_bell(bell: Callable[[int], None]) -> None:
    """Call `bell(agency_id)` whenever something has moved. It must return at once."""
    _bells.append(bell)


def take_down_bell(bell: Callable[[int], None]) -> None:
    _bells.remove(bell)


def nudge(agency_id: int) -> None:
    for bell in list(_bells):
        try:
            bell(agency_id)
        except Exception:
            logger.exception("A bell failed; the desk asks again within half a minute")
