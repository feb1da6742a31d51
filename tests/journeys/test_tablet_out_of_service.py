"""A crew takes no calls for a while and says why, in a dead spot too, and comes back."""

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import ADDRESS, dead_spot, eventually, tap, waiting

pytestmark = pytest.mark.journey


class TestAMeal:
    def test_in_a_dead_spot_is_on_the_tablet_at_once_and_at_the_desk_with_its_reason(
        self, tablet, desk, town, no_violations
    ):
        board = desk()
        call = town.call(ADDRESS)
        chip, card = tablet.locator("#unit .chip"), tablet.locator("#out-of-service .out-card")
        no_signal = card.get_by_text("Dispatch does not know this yet. Tell them by radio.")
        dead_spot(tablet)
        tablet.locator("#go-out > summary").tap()
        no_violations(tablet)
        button = tablet.get_by_role("button", name="Meal or break")
        assert button.bounding_box()["height"] >= 52
        button.tap()
        expect(card).to_contain_text("Out of service: Meal or break, since")
        expect(chip).to_have_text("Out of service")
        expect(no_signal).to_be_visible()
        expect(tablet.get_by_text("No call. You are available since")).to_be_hidden()
        expect(tablet.locator("#out-of-service [data-pending]")).to_contain_text("Waiting on this tablet")
        no_violations(tablet)
        tablet.reload()
        expect(no_signal).to_be_visible()
        assert town.look("OutOfService", "reason") == []

        dead_spot(tablet, there=False)
        waiting(tablet, 0)
        row = board.locator("#units .unit", has_text="R1")
        expect(row).to_contain_text("Meal or break", timeout=20_000)
        expect(row.locator(".chip")).to_have_text("Out of service")
        expect(no_signal).to_be_hidden(timeout=20_000)
        expect(card).to_contain_text("Out of service: Meal or break, since")
        board.get_by_label("Unit for call").fill("R1")
        board.get_by_role("button", name="Assign").click()
        expect(board.get_by_text("R1 is out of service: Meal or break, since")).to_be_visible()

        tap(tablet, "Back in service")
        expect(chip).to_have_text("Available")
        eventually(lambda: town.look("Unit", "status", call_sign="R1") == [["available"]])
        town.assign(call, "R1")
        expect(tablet.locator(".call-card")).to_contain_text(ADDRESS, timeout=20_000)
        expect(tablet.locator("#out-of-service")).to_be_hidden()

    def test_ends_in_the_dead_spot_too_and_both_are_filed_with_their_times(self, tablet, town):
        dead_spot(tablet)
        tablet.locator("#go-out > summary").tap()
        tablet.get_by_label("Another reason").fill("The ramp is stuck.")
        tap(tablet, "Out of service for this")
        expect(tablet.locator(".out-card")).to_contain_text("Out of service: Other reason, since")
        expect(tablet.locator("#out-of-service [data-pending]")).to_contain_text("The ramp is stuck.")
        tablet.wait_for_timeout(1_200)
        tap(tablet, "Back in service")
        expect(tablet.locator(".out-card")).to_be_hidden()
        expect(tablet.locator("#unit .chip")).to_have_text("Available")
        expect(tablet.locator("#out-of-service [data-pending] li")).to_have_count(2)
        dead_spot(tablet, there=False)
        waiting(tablet, 0)

        ((reason, note, by),) = town.look("OutOfService", "reason", "note", "ended_by__username")
        assert (reason, note, by) == ("other", "The ramp is stuck.", "mika")
        assert [kind for kind in town.log() if kind.startswith("unit.")] == [
            "unit.out_of_service",
            "unit.back_in_service",
        ]
        expect(tablet.get_by_text("No call. You are available since")).to_be_visible()
