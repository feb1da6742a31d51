from uuid import uuid4

import pytest

from responder_app.actions.contacts import look_up_contacts
from responder_app.log import NotYours
from responder_app.models import Event


@pytest.fixture
def look(assignment, medic, two_pm):
    letter = {"incident": assignment.incident, "found": 3, "by": medic, "id": uuid4(), "occurred_at": two_pm}
    return lambda **changed: look_up_contacts(**letter | changed)


class TestLookUpContacts:
    def test_files_that_somebody_looked_and_the_number_found(self, look, medic):
        line = look()

        assert (line.kind, line.by, line.details) == ("contacts.looked_up", medic, {"found": 3})

    def test_sent_twice_happens_once(self, look):
        look()
        assert look().repeated
        assert Event.objects.filter(kind="contacts.looked_up").count() == 1

    def test_is_not_for_strangers(self, look, dispatcher, elsewhere):
        for stranger in (dispatcher, elsewhere.responder):
            with pytest.raises(NotYours):
                look(by=stranger)
