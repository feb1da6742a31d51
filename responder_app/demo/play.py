"""All players on the stage: a center, a desk and its crews, each in a thread of its own."""

import logging
import threading
from collections.abc import Callable

from django.conf import settings

from .center import Center
from .city import load, token_file
from .crew import Crew
from .desk import Desk
from .doors import until_over

logger = logging.getLogger(__name__)


def play(url: str, crews: int, speed: float = 1.0) -> Callable[[], None]:
    """Start the players; call the result to end the play. Without crews there is a center and nothing else."""
    city, over = load(), threading.Event()
    cast = city["crews"][:crews]
    token, password = token_file().read_text(), settings.DEMO_PASSWORD
    players = [Crew(url, crew, password, city["notes"], speed) for crew in cast]
    if cast:
        players.append(Desk(url, city["desk"], password, [crew["unit"] for crew in cast], speed))
    players.append(Center(url, token, city, over, speed))
    threads = [threading.Thread(target=_act, args=[player, over], daemon=True) for player in players]
    for thread in threads:
        thread.start()

    def end():
        over.set()
        for thread in threads:
            thread.join(10)

    return end


def _act(player, over: threading.Event) -> None:
    """A player that falters begins anew."""
    while not over.is_set():
        try:
            until_over(over, player.turn, player.sign_in)
        except Exception:
            logger.exception("A player faltered and begins anew")
            over.wait(5)
