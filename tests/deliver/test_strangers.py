"""The socket's part of the walk in tests/test_strangers.py: every role of another agency hears nothing of this one."""

import json

import pytest
from asgiref.sync import sync_to_async

from responder_app import log
from responder_app.actions.assignments import accept, report_status
from responder_app.actions.encounters import write_note
from responder_app.actions.people import create_token, digest_of, new_token
from responder_app.actions.safety import call_backup
from responder_app.models import User
from responder_app.words import Role

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def life(act, assignment, dispatcher, medic):
    """A call of this agency takes its course."""

    async def goes_on():
        await act(accept, assignment=assignment, by=medic)
        await act(report_status, assignment=assignment, status="on_scene", by=medic)
        await act(write_note, incident=assignment.incident, body="Ours.", by=dispatcher)
        await act(call_backup, assignment=assignment, level="urgent", reasons=["other"], by=medic)

    return goes_on


@pytest.fixture
def enter(listen, elsewhere, act):
    """A socket of the other agency: a person's by session, a machine's by token."""

    async def enter(role, **where):
        if role != Role.MACHINE:
            return await listen(getattr(elsewhere, role), **where)
        token = new_token()
        await act(create_token, name="their CAD", digest=digest_of(token), by=elsewhere.agency)
        return await listen(token=token, **where)

    return enter


async def heard(page) -> list[dict]:
    frames = [page.first]
    while not await page.is_told_nothing():
        frames.append(await page.frame())
    return frames


@pytest.mark.parametrize("role", [role.value for role in Role])
class TestAStranger:
    async def test_hears_nothing_from_the_first_line_to_the_last(self, role, enter, life, elsewhere, assignment):
        page = await enter(role, since=0)
        await life()

        frames = await heard(page)
        theirs = {str(assignment.pk), str(assignment.incident_id)}
        assert not [frame for frame in frames if theirs & set(map(str, frame.values()))]
        told = {frame["seq"] for frame in frames if "seq" in frame}
        own = await sync_to_async(log.since)(elsewhere.agency.pk, 0)
        assert told <= {line.seq for line in own}
        assert all(frame.get("unit", elsewhere.unit.pk) == elsewhere.unit.pk for frame in frames)

    async def test_gets_nowhere_with_this_agencys_epoch_and_cursor(self, role, enter, life, agency, assignment):
        epoch = str((await sync_to_async(log.head_of)(agency.pk)).epoch)
        page = await enter(role, since=0, epoch=epoch)
        await life()

        assert set(page.first) == {"resync"}
        assert page.first["resync"]["epoch"] != epoch
        assert str(assignment.pk) not in json.dumps(await heard(page))

    async def test_says_have_and_moves_nothing_here(self, role, enter, assignment):
        page = await enter(role, since=0)
        await page.say(have=10**6)
        await heard(page)

        await sync_to_async(assignment.refresh_from_db)()
        assert assignment.on_tablet_at is None


class TestNobody:
    async def test_gets_no_ticket(self, client, db):
        answer = await sync_to_async(client.get)("/live/ticket/")
        assert answer.status_code == 401
        assert not await User.objects.aexists()
