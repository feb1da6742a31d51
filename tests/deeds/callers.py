"""What is done for callers: calls come in, are screened, wait, are passed on, and end without a team."""

from datetime import timedelta

from hypothesis import strategies as st

from responder_app import words
from responder_app.actions import (
    consults,
    endings,
    hold_queue,
    intake,
    late_entry,
    phone,
    priorities,
    screening,
    supports,
    transfers,
)
from responder_app.models import Consult, Incident, Support

from .town import Town, at_the_desk, by_machine_too, deed, from_an_old_page, given, late, one_of, which, yes_or_no

answers = st.dictionaries(one_of(words.Disqualifier), one_of(words.Answer), max_size=2).map(
    lambda told: {str(code): str(answer) for code, answer in told.items()}
)
nothing_or = lambda strategy: st.one_of(st.just(""), strategy)  # noqa: E731
reasons, instead = nothing_or(one_of(words.UnservedReason)), nothing_or(one_of(words.SentInstead))
there_are_calls = given(lambda town: town.seen.calls)
one_is_in_the_queue = given(lambda town: any(call.waits_since for call in town.seen.calls.values()))
one_has_ended = given(lambda town: any(call.ending for call in town.seen.calls.values()))
one_is_offered = given(lambda town: town.offered)


class Callers(Town):
    offered = False

    @deed(by=by_machine_too, kind=st.integers(0, 3), priority=st.integers(1, 5), channel=one_of(words.IntakeChannel))
    def a_call_comes_in(self, by, kind, priority, channel):
        told = {"call_type": self.town.types[kind // 3], "priority": priority, "intake_channel": channel}
        self.do(intake.receive_call, **told, by=self.person(by))

    @deed(by=at_the_desk, told=answers, result=one_of(words.ScreeningResult), why=nothing_or(st.just("supervisor")))
    def a_call_comes_in_with_answers(self, by, told, result, why):
        beside = {"result": result, "override_reason": why} if why else {}
        call = {"call_type": self.town.types[0], "intake_channel": "911_call_taker", "screening": told}
        self.do(intake.receive_call, **call, **beside, by=self.person(by))

    @deed(eligible=yes_or_no, kind=st.integers(0, 1))
    def a_center_says_whether_a_team_may_go(self, eligible, kind):
        told = {"call_type": self.town.types[kind], "intake_channel": "911_call_taker", "eligible": eligible}
        self.do(intake.receive_call, **told, by=self.person("machine"))

    @there_are_calls
    @deed(by=by_machine_too, call=which, told=answers, old=from_an_old_page)
    def it_is_screened_again(self, by, call, told, old):
        self.do(screening.screen, incident=self.open_call(call, old), answers=told, by=self.person(by))

    @there_are_calls
    @deed(by=at_the_desk, call=which, result=one_of(words.ScreeningResult), old=from_an_old_page)
    def the_rules_are_overridden(self, by, call, result, old):
        told = {"incident": self.open_call(call, old), "result": result, "reason": "supervisor"}
        self.do(screening.override_screening, **told, by=self.person(by))

    @there_are_calls
    @deed(call=which, advised=one_of(words.ScreeningResult), between=st.integers(0, 500), old=from_an_old_page)
    def the_clinician_is_asked(self, call, advised, between, old):
        told = {"incident": self.open_call(call, old), "question": "Is this ours?"}
        self.do(consults.ask_consult, **told, by=self.person("dispatcher"))
        self.now += timedelta(seconds=between)
        if consult := Consult.objects.open().filter(agency=self.town.agency).first():
            told = {"consult": consult, "answer": "otherwise", "advised": advised, "note": "By what is known of them."}
            self.do(consults.answer_consult, **told, by=self.person("clinician"))

    @there_are_calls
    @deed(by=at_the_desk, call=which, priority=st.integers(1, 5), old=from_an_old_page)
    def it_becomes_more_or_less_urgent(self, by, call, priority, old):
        told = {"incident": self.open_call(call, old), "priority": priority, "reason": "He is alone now."}
        self.do(priorities.change_priority, **told, by=self.person(by))

    # The hold queue -------------------------------------------------------------------------------------

    @there_are_calls
    @deed(by=by_machine_too, call=which, old=from_an_old_page)
    def the_caller_will_wait(self, by, call, old):
        self.do(hold_queue.hold_for_team, incident=self.open_call(call, old), by=self.person(by))

    @there_are_calls
    @deed(by=at_the_desk, call=which, reached=yes_or_no, will_wait=st.sampled_from([None, True, False]))
    def the_caller_is_rung(self, by, call, reached, will_wait):
        told = {"incident": self.call(call), "kind": "advised_of_delay", "reached": reached, "will_wait": will_wait}
        self.do(hold_queue.log_call_back, **told, by=self.person(by))

    @one_is_in_the_queue
    @deed(by=at_the_desk, call=which, minutes=st.sampled_from([5, 90]), old=from_an_old_page)
    def the_caller_waits_on(self, by, call, minutes, old):
        call = self.call(call, old, most={"wait_from__isnull": False, "closed_at": None})
        told = {"incident": call, "minutes": minutes, "reason": "Patient."}
        self.do(hold_queue.go_on_holding, **told, by=self.person(by))

    @one_is_in_the_queue
    @deed(after=st.sampled_from([0, 1300, 12000]))
    def the_clock_asks_for_a_decision(self, after):
        self.now += timedelta(seconds=after)
        for call in Incident.objects.filter(agency=self.town.agency).overdue_for_decision(self.now):
            self.do(hold_queue.ask_for_decision, incident=call, by=self.town.agency)

    # Passed on ------------------------------------------------------------------------------------------

    @there_are_calls
    @deed(by=by_machine_too, call=which, to=one_of(words.Party), old=from_an_old_page)
    def the_caller_is_offered_to(self, by, call, to, old):
        told = {"incident": self.open_call(call, old), "to_party": to, "reason": "clinical"}
        self.offered |= self.do(transfers.offer_transfer, **told, by=self.person(by)) is not None

    @there_are_calls
    @deed(by=at_the_desk, call=which, end=one_of(words.TransferEnd))
    def a_caller_came_from_outside(self, by, call, end):
        told = {"incident": self.call(call), "from_party": "988", "reason": "emergency", "end_reason": "crime"}
        self.do(transfers.receive_transfer, **told, end=end, by=self.person(by))

    @one_is_offered
    @deed(by=by_machine_too, theirs=yes_or_no, offer=which, reason=reasons, instead=instead, old=from_an_old_page)
    def it_is_accepted(self, by, theirs, offer, reason, instead, old):
        transfer = self.transfer(offer, old)
        by = self._at(transfer.to_party, by) if theirs else by
        told = {"transfer": transfer, "reason": reason, "sent_instead": instead}
        self.do(transfers.accept_transfer, **told, by=self.person(by))

    def _at(self, party: str, else_by: str) -> str:
        return next((role for role, desk in words.PARTY_OF.items() if desk == party), else_by)

    @one_is_offered
    @deed(by=by_machine_too, offer=which, how=st.sampled_from(["declined", "dropped", "taken_back"]))
    def it_is_not_accepted(self, by, offer, how):
        transfer = self.transfer(offer)
        by = self._at(transfer.from_party if how == "taken_back" else transfer.to_party, by)
        told = {"transfer": transfer, "by": self.person(by)}
        if how == "declined":
            self.do(transfers.decline_transfer, reason="nobody_free", **told)
        else:
            self.do(transfers.drop_transfer if how == "dropped" else transfers.take_transfer_back, **told)

    @one_is_offered
    @deed(offer=which)
    def nobody_answers_it(self, offer):
        self.now += timedelta(minutes=2)
        self.do(transfers.alarm_transfer, transfer=self.transfer(offer), by=self.town.agency)

    # Others, beside a team or instead of one --------------------------------------------------------------

    @there_are_calls
    @deed(by=by_machine_too, call=which, kind=one_of(words.SupportKind), instead=yes_or_no, old=from_an_old_page)
    def somebody_else_is_sent(self, by, call, kind, instead, old):
        told = {"incident": self.open_call(call, old), "kind": kind, "instead": instead}
        self.do(supports.send_support, **told, by=self.person(by))

    @there_are_calls
    @deed(by=by_machine_too, stage=one_of(words.SupportStage))
    def they_are_further(self, by, stage):
        if support := Support.objects.filter(agency=self.town.agency).order_by("-asked_at", "pk").first():
            self.do(supports.change_support, support=support, stage=stage, by=self.person(by))

    @there_are_calls
    @deed(by=by_machine_too, call=which, close=yes_or_no, reason=reasons, old=from_an_old_page)
    def it_is_handed_over(self, by, call, close, reason, old):
        told = {"incident": self.open_call(call, old), "kind": "police", "reason": "A knife."}
        self.do(supports.hand_over, **told, close=close, unserved_reason=reason, by=self.person(by))

    # How it ends ----------------------------------------------------------------------------------------

    @there_are_calls
    @deed(by=by_machine_too, call=which, ending=one_of(words.Ending), reason=reasons, instead=instead, old=yes_or_no)
    def no_team_goes(self, by, call, ending, reason, instead, old):
        told = {"incident": self.call(call, old), "ending": ending, "reason": reason, "sent_instead": instead}
        self.do(intake.close_without_team, **told, by=self.person(by))

    @there_are_calls
    @deed(by=at_the_desk, call=which, outcome=one_of(words.PhoneOutcome), reason=reasons, old=from_an_old_page)
    def it_is_settled_by_phone(self, by, call, outcome, reason, old):
        plan = {"safety_plan": "Calls his sister."} if outcome == "safety_plan" else {}
        told = {"incident": self.open_call(call, old), "outcome": outcome, "reason": reason, **plan}
        self.do(phone.resolve_by_phone, **told, by=self.person(by))

    @there_are_calls
    @deed(by=at_the_desk, call=which, reason=reasons)
    def it_was_only_a_question(self, by, call, reason):
        self.do(phone.information_only, incident=self.open_call(call), reason=reason, by=self.person(by))

    @there_are_calls
    @deed(by=by_machine_too, call=which, other=which, old=from_an_old_page)
    def it_is_the_same_as_another(self, by, call, other, old):
        told = {"incident": self.open_call(call, old), "other": self.call(other + 1, not old)}
        self.do(endings.link_duplicate, **told, by=self.person(by))

    @there_are_calls
    @deed(by=at_the_desk, call=which, old=from_an_old_page)
    def it_was_a_mistake(self, by, call, old):
        self.do(endings.void_call, incident=self.call(call, old), reason="A test.", by=self.person(by))

    @one_has_ended
    @deed(by=at_the_desk, call=which, old=from_an_old_page)
    def it_is_opened_again(self, by, call, old):
        call = self.call(call, old, most={"closed_at__isnull": False})
        self.do(endings.reopen_call, incident=call, reason="They rang again.", by=self.person(by))

    @deed(by=at_the_desk, unit=which, late=late, crewed=yes_or_no, reason=reasons)
    def one_is_typed_in_from_paper(self, by, unit, late, crewed, reason):
        received = self.now - timedelta(hours=2)
        crew = {"unit": self.unit(unit % 3), "crew": [self.town.crews[0]], "times": {"on_scene": received}}
        crew["outcome"] = {"contact_outcome": "gone_on_arrival", "disposition": "", "disposition_note": ""}
        crew["outcome"]["people_served"] = None
        without = {"ending": {"reason": reason, "sent_instead": "nobody"}}
        told = {"call_type": self.town.types[0], "intake_channel": "311", "received_at": received}
        self.do(late_entry.enter_from_paper, **told, **(crew if crewed else without), by=self.person(by))
