from uuid import uuid4

import pytest

from responder_app import access
from responder_app.actions.people import add_person, change_person, create_token, digest_of, new_token, revoke_token
from responder_app.log import NotYours, Refused
from responder_app.models import MachineToken, User


@pytest.fixture
def moment(two_pm):
    return {"id": uuid4(), "occurred_at": two_pm}


class TestAddPerson:
    @pytest.fixture
    def account(self, moment):
        return {"username": "rowan", "role": "responder", "password": "four-blue-herons", **moment}

    def test_opens_an_account_of_the_agency(self, account, administrator):
        add_person(by=administrator, **account)
        rowan = User.objects.get(username="rowan")
        assert (rowan.agency, rowan.check_password("four-blue-herons")) == (administrator.agency, True)

    def test_refuses_a_weak_password_with_djangos_sentence(self, account, administrator):
        with pytest.raises(Refused, match="too short"):
            add_person(by=administrator, **account | {"password": "rowan1"})
        assert not User.objects.filter(username="rowan").exists()

    def test_refuses_a_name_that_is_taken(self, account, administrator):
        add_person(by=administrator, **account)
        with pytest.raises(Refused, match="rowan"):
            add_person(by=administrator, **account | {"id": uuid4()})

    def test_is_the_administrators(self, account, dispatcher, medic):
        for stranger in (dispatcher, medic):
            with pytest.raises(NotYours):
                add_person(by=stranger, **account)


class TestChangePerson:
    @pytest.fixture
    def tap(self, medic, moment):
        return {"person": medic, "skills": ["medical"], "languages": ["en", "es"], "by": medic, **moment}

    def test_sets_what_is_told_and_leaves_the_rest(self, tap, medic):
        change_person(**tap | {"language": "es"})
        line = change_person(**tap | {"id": uuid4(), "skills": [], "languages": None})

        medic.refresh_from_db()
        assert (medic.skills, medic.languages, medic.language) == ([], ["en", "es"], "es")
        assert line.details == {"person": medic.pk, "changed": ["skills"]}

    def test_sent_twice_happens_once(self, tap):
        change_person(**tap)

        assert change_person(**tap).repeated

    @pytest.mark.parametrize(
        "strange", [{"skills": ["flying"]}, {"languages": ["tlh"]}, {"language": "fr"}, {"profession": "wizard"}]
    )
    def test_refuses_what_is_in_no_list(self, tap, strange, administrator):
        with pytest.raises(Refused, match=r"list|English and Spanish"):
            change_person(**tap | strange | {"by": administrator})

    def test_of_somebody_else_and_of_a_profession_is_the_administrators(self, tap, clinician, administrator, medic):
        with pytest.raises(Refused, match="Only an administrator"):
            change_person(**tap | {"by": clinician})
        with pytest.raises(Refused, match="sets the profession"):
            change_person(**tap | {"profession": "nurse"})

        change_person(**tap | {"profession": "nurse", "by": administrator})

        medic.refresh_from_db()
        assert medic.is_clinical

    def test_is_not_for_strangers(self, tap, machine, elsewhere):
        for stranger in (machine, elsewhere.responder, elsewhere.administrator):
            with pytest.raises(NotYours):
                change_person(**tap | {"by": stranger})


class TestTokens:
    @pytest.fixture
    def token(self):
        return new_token()

    @pytest.fixture
    def created(self, token, agency, moment):
        create_token(name="county CAD", digest=digest_of(token), by=agency, **moment)
        return MachineToken.objects.get()

    def test_are_kept_as_a_digest_only(self, token, created):
        assert token not in str(vars(created))
        assert access.machine_of(digest_of(token)) == created.client

    def test_are_scoped_to_one_agency(self, created, agency):
        assert created.client.agency == agency

    def test_open_nothing_once_revoked(self, token, created, agency, two_pm):
        revoke_token(name="county CAD", by=agency, id=uuid4(), occurred_at=two_pm)
        assert access.machine_of(digest_of(token)) is None

    def test_are_refused_twice_under_one_name(self, created, agency, two_pm):
        with pytest.raises(Refused, match="county CAD"):
            create_token(name="county CAD", digest="0" * 64, by=agency, id=uuid4(), occurred_at=two_pm)

    def test_of_unknown_name_cannot_be_revoked(self, agency, moment):
        with pytest.raises(Refused, match="no live token"):
            revoke_token(name="nobody", by=agency, **moment)

    def test_are_the_administrators(self, created, dispatcher, elsewhere, two_pm):
        with pytest.raises(NotYours):
            revoke_token(name="county CAD", by=dispatcher, id=uuid4(), occurred_at=two_pm)
        with pytest.raises(Refused):
            revoke_token(name="county CAD", by=elsewhere.administrator, id=uuid4(), occurred_at=two_pm)


class TestTheGroupOfACallTaker:
    @pytest.fixture
    def tap(self, dispatcher, moment):
        return {"person": dispatcher, "group": " Night  shift", **moment}

    def test_is_set_and_told_in_the_line(self, tap, administrator, dispatcher):
        line = change_person(**tap, by=administrator)

        dispatcher.refresh_from_db()
        assert dispatcher.group == line.details["group"] == "Night shift"

    def test_is_the_administrators_to_set(self, tap, dispatcher, clinician):
        with pytest.raises(Refused, match="sets the group"):
            change_person(**tap, by=dispatcher)
        with pytest.raises(Refused, match="Only an administrator"):
            change_person(**tap, by=clinician)

    def test_is_short(self, tap, administrator):
        with pytest.raises(Refused, match="40 characters"):
            change_person(**tap | {"group": "x" * 41}, by=administrator)

    def test_sent_twice_happens_once(self, tap, administrator):
        change_person(**tap, by=administrator)
        assert change_person(**tap, by=administrator).repeated
