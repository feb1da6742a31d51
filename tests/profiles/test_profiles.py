"""Ten programs to begin from: each file is whole, tells where it is from, and sets up an agency that works."""

import json
from datetime import UTC, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from responder_app import access, words
from responder_app.actions.assignments import accept, assign
from responder_app.actions.encounters import close
from responder_app.actions.intake import receive_call
from responder_app.actions.people import add_person
from responder_app.actions.shifts import sign_on
from responder_app.log import Refused
from responder_app.models import Agency, Hours, Question, User
from responder_app.profiles import shelf
from responder_app.profiles.founding import found
from responder_app.profiles.profile import PARTS
from responder_app.reports import hours
from responder_app.words import own

NAMES = ["acs", "b-heard", "cahoots", "call", "emcot", "heart", "mru", "pad", "psr", "star"]
# A Thursday at ten in the morning of New York, when all ten are at work.
THURSDAY = datetime(2026, 5, 14, 15, 30, tzinfo=UTC)


@pytest.fixture(params=NAMES)
def profile(request):
    return shelf.load(request.param)


@pytest.fixture
def program(db, profile):
    return found(profile, name="Juniper Falls", administrator="ada", at=THURSDAY)


@pytest.fixture
def hire(program):
    def hire(username, role):
        add_person(username=username, role=role, by=program, id=uuid4(), occurred_at=THURSDAY)
        return User.objects.get(username=username)

    return hire


@pytest.fixture
def file_call(program, profile, hire):
    """A call of the program's first type through its own channel, screened with these answers."""
    desk = hire("dana", "dispatcher")

    def file_call(**screening):
        kind = program.calltype_set.get(code=profile.call_types[0].code)
        told = {"call_type": kind, "intake_channel": profile.channels[0], "address": "12 Mill Lane"}
        return receive_call(**told, screening=screening, by=desk, id=uuid4(), occurred_at=THURSDAY).incident

    file_call.desk = desk
    return file_call


def test_there_are_ten():
    assert shelf.names() == NAMES


class TestTheFile:
    def test_accounts_for_every_part(self, profile):
        assert {*profile.sources, *profile.not_published} == set(PARTS)

    def test_says_nothing_that_nobody_published(self, profile):
        said = {part for part in PARTS if profile.says(part)}
        assert said - set(profile.sources) <= {"units"}

    def test_names_the_day_or_says_that_there_is_none(self, profile):
        assert all(source.published for source in profile.sources.values())

    def test_asks_only_what_its_own_words_can_say(self, profile):
        standard = {question.code for question in words.first_questions()}
        own_ones = [question for question in profile.questions if question["code"] not in standard]
        assert all(question["text_en"] != question["text_es"] for question in own_ones)


class TestWhatIsNoProfile:
    @pytest.fixture
    def told(self):
        return json.loads((shelf.SHELF / "mru.json").read_text())

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"vans": 3}, "vans"),
            ({"models": ["pigeon"]}, "models has no pigeon"),
            ({"models": []}, "somebody dispatches"),
            ({"channels": ["pigeon"]}, "channels has no pigeon"),
            ({"terms": {"bus": "Bus"}}, "terms has no bus"),
            ({"terms": {"unit": "x" * 61}}, "over 60 characters"),
            ({"make_up": ["wizard"]}, "make_up has no wizard"),
            ({"limits": {"name": 1}}, "limits has no name"),
            ({"form": {"weather": {}}}, "form has no weather"),
            ({"outcomes": {"eaten": "Eaten"}}, "outcomes has no eaten"),
            ({"time_zone": "America/Atlantis"}, "no time zone America/Atlantis"),
            ({"hours": [{"days": [7], "opens": "08:00", "closes": "09:00"}]}, "A week|a week"),
            ({"hours": [{"days": [1], "opens": "8 o'clock", "closes": "09:00"}]}, "cannot be read"),
            ({"units": []}, "call signs of their own"),
            ({"units": [{"call_sign": "A", "kind": ""}] * 2}, "call signs of their own"),
            ({"call_types": []}, "one at least is for a team"),
            ({"call_types": [{"code": "x y", "label": "X"}]}, "no proper code"),
            ({"call_types": [{"code": "X", "label": "X", "channels": ["988"]}]}, "comes in through 988"),
            ({"questions": [{"code": "weapon", "on_yes": "run"}]}, "cannot do run"),
            ({"questions": [{"code": "weapon", "colour": "red"}]}, "no colour"),
            ({"questions": [{"code": "own", "text_en": "Own?"}]}, "in both languages"),
            ({"homes": False}, "no question rules them out"),
            ({"follow_up_hours": 5}, "a follow-up is due"),
            ({"sources": {}}, "has no source"),
            ({"not_published": {"vans": "No."}}, "no part vans"),
            ({"team": 7, "not_published": {}}, "has no source"),
        ],
    )
    def test_is_refused_with_a_sentence(self, told, wrong, sentence):
        with pytest.raises(shelf.Unsound, match=sentence):
            shelf.read("mru", json.dumps(told | wrong))

    @pytest.mark.parametrize(
        "wrong", [{"mark": "X"}, {"published": "lately"}, {"where": ""}, {"from": ""}, {"by": "x"}]
    )
    def test_a_source_is_whole(self, told, wrong):
        told["sources"]["team"] |= wrong
        with pytest.raises(shelf.Unsound, match=r"team is not whole|cannot be read"):
            shelf.read("mru", json.dumps(told))

    @pytest.mark.parametrize(
        ("part", "said"),
        [
            ("follow_up", {"follow_up_hours": 48}),
            ("transport", {"transports": False}),
            ("outcomes", {"outcomes": {"refused": "Refused"}}),
            ("limits", {"limits": {"accept_limit": 90}}),
        ],
    )
    def test_a_part_that_nobody_published_stays_neutral(self, told, part, said):
        with pytest.raises(shelf.Unsound, match=f"{part} is said, and nobody published it"):
            shelf.read("mru", json.dumps(told | said))

    def test_is_not_looked_for_outside_the_shelf(self):
        with pytest.raises(shelf.NoSuchProfile, match="There are: acs, b-heard"):
            shelf.load("../../words/rules")


@pytest.mark.django_db
class TestTheAgency:
    def test_says_what_the_file_says(self, program, profile):
        assert (program.profile, program.time_zone) == (profile.name, profile.time_zone)
        assert (program.terms, program.outcome_names) == (profile.terms, profile.outcomes)
        assert set(program.channels) == set(profile.channels)
        assert (program.make_up, program.least_crew) == (profile.make_up, profile.least_crew)
        assert {name: getattr(program, name) for name in profile.limits} == profile.limits
        assert program.follow_up_hours == profile.follow_up_hours
        assert set(program.units.values_list("call_sign", flat=True)) == {crew.call_sign for crew in profile.units}
        kinds = {(kind.code, kind.label, kind.eligible, kind.priority) for kind in profile.call_types}
        assert set(program.calltype_set.values_list("code", "label", "eligible", "priority")) == kinds

    def test_has_an_administrator_who_cannot_sign_in_yet(self, program):
        ada = program.people.get()
        assert (ada.username, ada.role, ada.has_usable_password()) == ("ada", "administrator", False)

    def test_asks_what_the_program_asks_from_the_first_day(self, program, profile):
        asked = list(Question.objects.in_force(program.day_of(THURSDAY)).filter(agency=program).order_by("position"))
        wanted = profile.questions or [{"code": question.code} for question in words.first_questions()]
        assert [question.code for question in asked] == [question["code"] for question in wanted]
        assert all(question.text_en for question in asked)

    def test_asks_the_form_that_it_is_known_to_ask(self, program, profile):
        version = access.form_in_force(program.people.get(), THURSDAY)
        assert (version.sections if version else {}) == profile.form

    def test_is_open_by_its_hours_and_closed_outside_them(self, program, profile):
        rows = list(Hours.objects.filter(agency=program))
        zone = ZoneInfo(program.time_zone)
        noon = datetime.combine(program.day_of(THURSDAY), time(12), zone)
        at_night = datetime.combine(program.day_of(THURSDAY), time(4), zone)

        assert hours.today(rows, noon, program.time_zone).is_open
        assert hours.today(rows, at_night, program.time_zone).is_open is not bool(profile.hours)

    def test_a_call_of_its_kind_is_filed_assigned_and_closed_in_its_words(self, program, profile, file_call, hire):
        incident = file_call(**_harmless(profile))
        mika, unit = hire("mika", "responder"), program.units.first()
        sign_on(unit=unit, by=mika, id=uuid4(), occurred_at=THURSDAY)
        made = assign(incident=incident, unit=unit, by=file_call.desk, id=uuid4(), occurred_at=THURSDAY)
        later = THURSDAY + timedelta(minutes=20)
        accept(assignment=made.assignment, by=mika, id=uuid4(), occurred_at=later)
        told = {"contact_outcome": "contact_made", "disposition": "remained_resolved", "scene": _scene(profile)}
        close(assignment=made.assignment, **told, by=mika, id=uuid4(), occurred_at=later)

        incident.refresh_from_db()
        made.assignment.encounter.refresh_from_db()
        own.speak(lambda: program.own_words)
        said = made.assignment.encounter.get_disposition_display()
        own.hush()
        assert (incident.eligible, incident.ending) == (True, "team")
        assert said == profile.outcomes.get("remained_resolved", "Remained in community, resolved")

    def test_one_yes_that_is_published_rules_a_team_out(self, profile, file_call):
        for code in _ruling_out(profile):
            incident = file_call(**{code: "yes"})
            assert (incident.eligible, incident.result) == (False, "not_for_us"), code

    def test_what_nobody_has_answered_rules_nothing_out(self, file_call):
        incident = file_call()
        assert (incident.eligible, incident.result) == (True, "team_instead_of_police")


def _ruling_out(profile) -> list[str]:
    """The questions that a yes to rules a team out."""
    asked = profile.questions or [{"code": rule.code, "on_yes": rule.on_yes} for rule in words.first_questions()]
    return [question["code"] for question in asked if question.get("on_yes") == "not_for_us"]


def _harmless(profile) -> dict[str, str]:
    """Answers with which a team goes."""
    return {question["code"]: "yes" if "on_no" in question else "no" for question in profile.questions}


def _scene(profile) -> dict:
    """What the program's form requires, told."""
    required = {name: "yes" for section in profile.form.values() for name in section["required"]}
    return {"answers": required}


@pytest.mark.django_db
class TestBHeard:
    def test_turns_a_call_away_for_which_not_enough_is_known_and_says_so(self):
        program = found(shelf.load("b-heard"), name="Juniper Falls", at=THURSDAY)
        told = {"call_type": program.calltype_set.get(), "intake_channel": "911_call_taker"}

        incident = receive_call(
            **told, screening={"enough_told": "no"}, by=program, id=uuid4(), occurred_at=THURSDAY
        ).incident

        assert incident.screenings.get().reasons == [{"code": "enough_told", "answer": "no", "effect": "not_for_us"}]


@pytest.mark.django_db
def test_what_goes_wrong_leaves_nothing_behind(agency):
    add_person(username="ada", role="administrator", by=agency, id=uuid4(), occurred_at=THURSDAY)

    with pytest.raises(Refused, match=r"There is an account called ada already\."):
        found(shelf.load("star"), name="Denver", administrator="ada", at=THURSDAY)

    assert list(Agency.objects.all()) == [agency]
