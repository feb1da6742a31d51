"""A crew with its tablet: a whole call, help when it is needed, for everybody's eyes."""

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import ADDRESS, UNSEEN, ask_for_backup, dead_spot, eventually, ready, tap

pytestmark = pytest.mark.journey


class TestBackupAskedInADeadSpot:
    def test_says_the_truth_until_a_human_has_it(self, on_call, town):
        dead_spot(on_call)
        on_call.get_by_text("Ask for police backup").click()
        on_call.get_by_label("Urgent: come now").check()
        tap(on_call, "Ask for backup now")
        expect(on_call.get_by_text("Give at least one reason.")).to_be_visible()
        on_call.get_by_label("Crowd or bystander hostile").check()
        tap(on_call, "Ask for backup now")

        alarm = on_call.locator("section.alarm")
        expect(alarm).to_contain_text(UNSEEN)
        expect(alarm).to_contain_text("Still on this tablet since")
        on_call.reload()
        expect(alarm).to_contain_text("Still on this tablet since")
        on_call.goto("/tablet/")
        expect(alarm).to_contain_text(UNSEEN)
        dead_spot(on_call, there=False)
        expect(alarm).to_contain_text("Received by the server", timeout=15_000)
        expect(alarm).to_have_count(1)
        town.acknowledge()
        expect(on_call.locator("#safety").get_by_text("Dana at dispatch has your request.")).to_be_visible(
            timeout=15_000
        )
        expect(alarm).to_have_count(0)

    def test_can_be_called_off_before_anybody_was_told(self, on_call, town):
        dead_spot(on_call)
        ask_for_backup(on_call)
        on_call.get_by_text("Police are here, or not needed any more").click()
        on_call.locator("section.alarm").get_by_label("Cancelled before arrival").check()
        tap(on_call, "End the request")
        expect(on_call.locator("section.alarm")).to_have_count(0)

        dead_spot(on_call, there=False)

        eventually(lambda: town.look("BackupRequest", "result") == [["cancelled_before_arrival"]])

    def test_cries_on_when_the_server_refuses_it(self, on_call, town):
        answer = {"status": 409, "content_type": "application/problem+json", "body": '{"detail": "No."}'}
        on_call.route("**/backup/", lambda route: route.fulfill(**answer))

        ask_for_backup(on_call)

        expect(on_call.locator("section.alarm")).to_contain_text("The server refused it at", timeout=15_000)
        on_call.reload()
        expect(on_call.locator("section.alarm")).to_contain_text(UNSEEN)


class TestACallTakenBack:
    def test_is_said_where_the_crew_looks(self, on_call, town):
        (assignment,) = town.look("Assignment", "id")[0]
        town.withdraw(assignment)

        expect(on_call.get_by_text("Dispatch took this call back at")).to_be_visible(timeout=15_000)
        expect(on_call.get_by_role("button", name="On scene")).to_be_hidden()


class TestAWholeCall:
    def test_is_closed_from_the_tablet(self, on_call, town):
        tap(on_call, "Clear")
        expect(on_call.get_by_text("You are clear of this call since")).to_be_visible()
        on_call.goto("/tablet/")
        on_call.get_by_text("Write the outcome").click()
        on_call.get_by_label("Gone on arrival").check()
        expect(on_call.get_by_text("Where did the person go?")).to_be_hidden()
        on_call.get_by_label("Contact made").check()
        on_call.get_by_label("Remained in community, resolved").check()
        on_call.get_by_label("People served", exact=True).fill("1")
        tap(on_call, "Close this call")

        eventually(lambda: "assignment.closed" in town.log())
        expect(on_call.locator(".over")).to_contain_text("Contact made, remained in community, resolved")
        on_call.goto("/tablet/")
        expect(on_call.get_by_text("No call. You are available since")).to_be_visible()


class TestTheApp:
    def test_can_be_installed(self, van):
        devtools = van.context.new_cdp_session(van)

        assert devtools.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
        assert devtools.send("Page.getAppManifest")["errors"] == []


class TestATap:
    def test_answers_the_eye_in_the_frame_that_follows_it_without_signal(self, on_call):
        dead_spot(on_call)

        before, after = on_call.evaluate(
            """async () => {
              const button = document.querySelector('button[value="on_scene"]');
              const look = () => button.className + button.getAttribute("aria-pressed");
              const before = look();
              button.click();
              await new Promise(requestAnimationFrame);
              return [before, look()];
            }"""
        )

        assert before != after


class TestANewCall:
    def test_rings_until_it_is_silenced_and_leads_there_from_every_page(self, van, town):
        van.goto("/tablet/shift/")
        ready(van)
        town.assign(town.call(ADDRESS), "R1")

        expect(van.get_by_text("New call: Check the welfare.")).to_be_visible(timeout=15_000)
        tap(van, "Silence")
        expect(van.get_by_role("button", name="Silence")).to_be_hidden()
        van.get_by_role("link", name="Open it").click()
        expect(van.locator(".call-place")).to_have_text(ADDRESS)
        eventually(lambda: "assignment.seen" in town.log())

    def test_can_be_declined_with_a_reason(self, van, town):
        town.assign(town.call(ADDRESS), "R1")
        van.get_by_text("Decline", exact=True).click()
        van.get_by_label("Too far to be useful").check()
        tap(van, "Decline this call")

        eventually(lambda: town.look("Assignment", "decline_reason") == [["too_far"]])
        expect(van.get_by_text("No call. You are available since")).to_be_visible()
