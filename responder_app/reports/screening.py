"""What was asked before a team was sent, and what is not known."""

from ..words import Answer, Disqualifier

# What warns first: a yes, then what nobody knows.
ORDER = (Answer.YES, Answer.UNKNOWN, Answer.NO)


def answers(incident) -> dict[str, list[str]]:
    """The questions by their answer, yes first; what was not asked, or not answered, is unknown."""
    found = {answer.value: [] for answer in ORDER}
    for question in Disqualifier:
        found[answer_to(incident, question)].append(question.label)
    return found


def answer_to(incident, question: Disqualifier) -> str:
    return incident.screening.get(question.value, Answer.UNKNOWN.value)
