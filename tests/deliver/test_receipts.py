import asyncio

import pytest

from responder_app.actions.assignments import assign
from responder_app.actions.shifts import sign_on
from responder_app.models import Event

pytestmark = pytest.mark.django_db(transaction=True)


class TestSent:
    async def test_is_filed_though_another_crew_on_the_call_heard_of_it_first(
        self, listen, medic, clinician, dispatcher, incident, unit, other_unit, on_duty, act
    ):
        await act(sign_on, unit=other_unit, by=clinician)
        await act(assign, incident=incident, unit=other_unit, by=dispatcher)
        other = await listen(clinician)
        assert await other.kinds(1) == ["assignment.on_tablet"]
        made = await act(assign, incident=incident, unit=unit, by=dispatcher)
        assert (await other.frame())["seq"] == made.seq
        await asyncio.sleep(0.2)

        tablet = await listen(medic, since=made.seq - 1)

        assert await tablet.kinds(2) == ["assignment.made", "assignment.sent"]


class TestOnTheTablet:
    async def test_is_filed_when_the_tablet_has_it(self, listen, medic, dispatcher, incident, unit, on_duty, act):
        tablet = await listen(medic)
        made = await act(assign, incident=incident, unit=unit, by=dispatcher)
        await tablet.frame()
        assert await tablet.kinds(1) == ["assignment.sent"]

        await tablet.say(have=made.seq)

        assert await tablet.kinds(1) == ["assignment.on_tablet"]
        filed = await Event.objects.aget(kind="assignment.on_tablet")
        assert (filed.by_id, filed.assignment_id) == (medic.pk, made.assignment_id)

    async def test_is_not_filed_for_what_is_still_on_its_way(
        self, listen, medic, dispatcher, incident, unit, on_duty, act
    ):
        tablet = await listen(medic)
        made = await act(assign, incident=incident, unit=unit, by=dispatcher)
        await tablet.lines(2)

        await tablet.say(have=made.seq - 1)

        assert await tablet.is_told_nothing()

    async def test_is_filed_for_what_the_cursor_says_on_coming_back(self, listen, medic, assignment):
        tablet = await listen(medic, since=3)

        assert await tablet.kinds(1) == ["assignment.on_tablet"]

    async def test_is_not_filed_by_a_page_at_the_desk(self, listen, dispatcher, incident, unit, on_duty, act):
        page = await listen(dispatcher)
        made = await act(assign, incident=incident, unit=unit, by=dispatcher)
        await page.frame()

        await page.say(have=made.seq)

        assert await page.is_told_nothing()

    async def test_sent_and_stored_are_filed_once_for_a_whole_crew(
        self, listen, medic, clinician, unit, dispatcher, incident, on_duty, act
    ):
        await act(sign_on, unit=unit, by=clinician)
        tablets = [await listen(medic), await listen(clinician)]
        made = await act(assign, incident=incident, unit=unit, by=dispatcher)
        for tablet in tablets:
            await tablet.lines(2)

        for tablet in tablets:
            await tablet.say(have=made.seq)

        assert [await tablet.kinds(1) for tablet in tablets] == [["assignment.on_tablet"]] * 2
        assert await tablets[0].is_told_nothing()
        assert await Event.objects.filter(kind__in=["assignment.sent", "assignment.on_tablet"]).acount() == 2
