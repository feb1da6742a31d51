"""A tablet whose clock is wrong, in a dead spot for half an hour: what it files is true to two seconds.

Nobody waits half an hour. The tablet learns the time as it was thirty minutes ago (its own clocks and what the server
tells it are set back alike), loses the signal, and then both its clocks leap to now.
"""

import json
import time

import pytest

from tests.journeys.hands import ADDRESS, dead_spot, eventually, ready, seconds, tap, waiting

pytestmark = pytest.mark.journey

HALF_AN_HOUR = 30 * 60
WRONG = 17 * 60
# Both of the device's clocks: how far the wall clock is out, and how far in the past the story still is.
CLOCKS = """(() => {
  const [wrong, past] = [%d, %d];
  const gone = () => (localStorage.getItem("half-an-hour-has-gone") ? 0 : past);
  const [now, ticks] = [Date.now.bind(Date), performance.now.bind(performance)];
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...told) { super(...(told.length ? told : [Date.now()])); }
    static now() { return now() + wrong - gone(); }
  };
  performance.now = () => ticks() + past - gone();
})()"""


@pytest.fixture
def past():
    return Past()


@pytest.fixture(params=[WRONG, -WRONG], ids=["fast", "slow"])
def wrong_tablet(tablets, sign_in, town, past, request):
    """On a call, live half an hour ago, its clock 17 minutes out."""
    town.sign_on("mika", "R1", ago=2 * HALF_AN_HOUR)
    assignment = town.assign(town.call(ADDRESS, ago=HALF_AN_HOUR), "R1", ago=HALF_AN_HOUR)
    town.crew("mika", "accept", assignment, ago=HALF_AN_HOUR)
    van = tablets("van", has_touch=True)
    van.add_init_script(CLOCKS % (request.param * 1000, HALF_AN_HOUR * 1000))
    van.route("**/live/ticket/", past.ticket)
    van.route_web_socket("**/ws/live/**", past.socket)
    page = van.pages[0]
    sign_in(page, "mika", then="/tablet/")
    page.goto(f"/tablet/calls/{assignment}/")
    ready(page)
    return page


class Past:
    """What the server says, as it would have said it half an hour ago; a dead spot must cut this way too."""

    def __init__(self):
        self.there = True

    def ticket(self, route):
        if not self.there:
            return route.abort()
        answer = route.fetch()
        return route.fulfill(response=answer, json=self._back(answer.json()))

    def socket(self, ours):
        if not self.there:
            return ours.close()
        return ours.connect_to_server().on_message(
            lambda frame: self.there and ours.send(json.dumps(self._back(json.loads(frame))))
        )

    def _back(self, told):
        return told | ({"time": told["time"] - HALF_AN_HOUR * 1000} if "time" in told else {})


class TestSeventeenMinutesWrongAndHalfAnHourOffline:
    def test_every_time_that_is_filed_is_true_to_two_seconds(self, wrong_tablet, past, town):
        dead_spot(wrong_tablet)
        past.there = False
        wrong_tablet.evaluate("localStorage.setItem('half-an-hour-has-gone', 'yes')")
        wrong_tablet.evaluate("localStorage.setItem('touched', Date.now())")  # nobody let it fall asleep
        truth = {}
        for rung, status in (("En route", "en_route"), ("On scene", "on_scene")):
            tap(wrong_tablet, rung)
            truth[status] = time.time()
            time.sleep(1.2)
        waiting(wrong_tablet, 2)

        wrong_tablet.reload()  # without signal: the offset comes from the disk
        tap(wrong_tablet, "Transporting")
        truth["transporting"] = time.time()
        waiting(wrong_tablet, 3)
        wrong_tablet.context.unroute("**/live/ticket/")
        dead_spot(wrong_tablet, there=False)

        filed = eventually(lambda: self._filed(town, truth), seconds=30)
        assert {status: abs(at - truth[status]) < 2 for status, at in filed.items()} == dict.fromkeys(truth, True)

    def _filed(self, town, truth):
        rows = {status: seconds(at) for status, at in town.look("StatusReport", "status", "occurred_at")}
        return {status: rows[status] for status in truth} if truth.keys() <= rows.keys() else None
