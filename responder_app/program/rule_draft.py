"""The manager's draft of the screening rules: kept with the session until it is published or dropped."""

import re
from datetime import date

from django import forms
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .. import access, words
from .forms import Wish, day, line

SHELF = "rules-draft"
MOST = 40
TEXTS = ("code", "text_en", "text_es", "definition", "example")
EFFECTS = ("on_yes", "on_no", "on_unknown")


def _effect(label: str) -> forms.ChoiceField:
    sentences = {"invalid_choice": "An answer cannot do that."}
    return forms.ChoiceField(label=label, choices=words.RuleEffect.choices(), error_messages=sentences)


class QuestionForm(forms.Form):
    """One question, each of its errors a sentence."""

    code = line("Code", 40)
    text_en = line("Question", 160, "A question has no words.")
    text_es = line("In Spanish", 160)
    definition = line("What it means", 300)
    example = line("Example", 300)
    on_yes, on_no, on_unknown = (
        forms.ChoiceField(
            label=label,
            choices=words.RuleEffect.choices(),
            error_messages={"invalid_choice": "An answer cannot do that."},
        )
        for label in ("Yes", "No", "Unknown")
    )


class PublishForm(Wish):
    """`seen` is the seal of the draft whose preview was in front of the manager."""

    effective_from = day("In force from", "Say from which day the rules are in force.")
    note = line("What is new in them", 300)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class Draft:
    """`questions` are dicts of TEXTS and EFFECTS; `base` is the number of the rules that it was begun from, `about`
    what else was typed."""

    def __init__(self, base: int, questions: list[dict], about: dict | None = None):
        self.base, self.questions, self.about = base, questions, about or {}

    @classmethod
    def of(cls, request) -> "Draft":
        """What the manager has begun, else the last rules as they are."""
        kept = request.session.get(SHELF)
        return cls(**kept) if kept else cls.standing(request.user)

    @classmethod
    def standing(cls, user) -> "Draft":
        last = access.rulesets_for(user).first()
        questions = access.questions_for(user).filter(ruleset=last) if last else words.first_questions()
        return cls(last.number if last else 0, [_plain(question) for question in questions])

    @classmethod
    def typed(cls, data) -> "Draft":
        """As it stands on the page; a new question without a code gets one from its words."""
        columns = [data.getlist(name) for name in (*TEXTS, *EFFECTS)]
        rows = [dict(zip((*TEXTS, *EFFECTS), row, strict=True)) for row in zip(*columns, strict=False)]
        for row in rows:
            row["code"] = row["code"].strip().lower() or _code_from(row["text_en"])
        base = data.get("base", "")
        about = {name: data.get(name, "") for name in ("effective_from", "note")}
        return cls(int(base) if base.isdecimal() and len(base) < 6 else 0, rows, about)

    def keep(self, request) -> None:
        request.session[SHELF] = {"base": self.base, "questions": self.questions, "about": self.about}

    @staticmethod
    def drop(request) -> None:
        request.session.pop(SHELF, None)

    def change(self, do: str) -> int | None:
        """`add`, or `up`, `down` or `remove` with the place of a question; returns the place that was changed."""
        verb, _colon, at = do.partition(":")
        if verb == "add" and len(self.questions) < MOST:
            self.questions.append(dict.fromkeys(TEXTS, "") | dict.fromkeys(EFFECTS, words.RuleEffect.NOTHING.value))
            return len(self.questions) - 1
        if not at.isdecimal() or int(at) >= len(self.questions):
            return None
        place = int(at)
        question = self.questions.pop(place)
        if verb == "remove":
            return min(place, len(self.questions) - 1)
        other = max(0, place - 1) if verb == "up" else place + 1
        self.questions.insert(other, question)
        return min(other, len(self.questions) - 1)

    @property
    def problems(self) -> list[str]:
        """What is wrong with the questions, by their place, a sentence each."""
        told = []
        for place, question in enumerate(self.questions, 1):
            for errors in QuestionForm(question).errors.values():
                told += [f"Question {place}: {error}" for error in errors]
        return told

    @property
    def codes(self) -> set[str]:
        return {question["code"] for question in self.questions}

    @property
    def rules(self) -> list[words.Rule]:
        return [words.Rule(**question) for question in self.questions]

    @property
    def seal(self) -> str:
        """Changes with every word of the draft."""
        told = [[question[name] for name in (*TEXTS, *EFFECTS)] for question in self.questions]
        return salted_hmac("responder_app.rules-draft", repr([self.base, told])).hexdigest()[:32]


def today(user) -> date:
    return access.agency_of(user).day_of(timezone.now())


def _plain(question) -> dict:
    return {name: str(getattr(question, name)) for name in (*TEXTS, *EFFECTS)}


def _code_from(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", text.casefold()).strip("_")[:40]
