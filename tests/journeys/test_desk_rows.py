"""A story of a long board on which something happens all the time: what has not changed is left alone."""

import re

import pytest

pytestmark = pytest.mark.journey


class TestARowOfTheBoard:
    def test_is_left_alone_while_others_change_and_its_forms_can_be_used_again(self, desk, town, crew, expect):
        for number in range(1, 8):
            town.call(f"{number} Mill Lane", **({"priority": 1} if number == 1 else {}))
        town.assign(town.call("9 Quarry Hill"), "R1")
        page = desk()
        rows = page.locator("#waiting .call")
        expect(rows).to_have_count(7)
        mine, other = rows.filter(has_text="3 Mill Lane"), rows.filter(has_text="4 Mill Lane")
        mine.locator("input[name=unit]").focus()
        page.keyboard.type("R")
        mine.evaluate("row => { row.known = true; }")
        sent = []
        page.on("response", lambda answer: sent.append(answer) if "x-regions" in answer.request.headers else None)

        town.call("8 Mill Lane")
        expect(rows).to_have_count(8)
        text = sent[0].text()
        assert "8 Mill Lane" in text
        assert "3 Mill Lane" not in text
        assert len(re.findall(r"data-same", text)) >= 7
        assert mine.evaluate("row => row.known")
        expect(mine.locator("input[name=unit]")).to_have_value("R")
        expect(mine.locator("input[name=unit]")).to_be_focused()

        for _ in range(2):  # the same form, for the same unit, a second time
            other.locator("input[name=unit]").fill("R1")
            other.get_by_role("button", name="Keep for it").click()
            expect(other).to_contain_text("Kept for R1")
            other.get_by_role("button", name="Let go").click()
            expect(other).not_to_contain_text("Kept for R1")
        assert town.log().count("incident.held") == 2
        assert town.log().count("incident.let_go") == 2
