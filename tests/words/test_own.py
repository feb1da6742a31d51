from responder_app import words
from responder_app.words import own


class TestOwnWords:
    def test_are_the_fields_where_nobody_says_otherwise(self):
        assert words.Term.RESPONDER.label == "Responder"
        assert words.Disposition.RESOLVED.label == "Remained in community, resolved"

    def test_are_said_until_they_are_hushed(self):
        own.speak(lambda: {"Disposition": {"remained_resolved": "Served on site"}})
        said = words.Disposition.RESOLVED.label, words.Disposition.REFERRED.label
        own.hush()

        assert said == ("Served on site", "Remained, referral given")
        assert words.Disposition.RESOLVED.label == "Remained in community, resolved"

    def test_reach_what_a_field_of_a_table_shows(self, incident):
        incident.ending = words.Ending.PHONE
        own.speak(lambda: {"Ending": {"phone": "Phone resolution"}})
        said = incident.get_ending_display()
        own.hush()

        assert (said, incident.get_ending_display()) == ("Phone resolution", "Settled by phone")

    def test_leave_alone_a_code_of_the_same_letters_in_another_list(self):
        own.speak(lambda: {"Term": {"team": "Crew"}})
        said = words.Term.TEAM.label, words.Ending.TEAM.label
        own.hush()

        assert said == ("Crew", "A team went")

    def test_no_code_stands_in_two_of_the_outcomes(self):
        codes = [word.value for kind in words.OUTCOMES for word in kind]

        assert len(codes) == len(set(codes))


class TestInside:
    def test_a_capital_goes_and_initials_stay(self):
        assert [words.inside(name) for name in ("Unit", "EMS", "B-HEARD team", "")] == [
            "unit",
            "EMS",
            "B-HEARD team",
            "",
        ]
