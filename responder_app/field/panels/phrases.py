from django.utils.translation import get_language

from ... import access


def panel(user, assignment) -> dict:
    """The phrases that may be put into a note, in the language that the tablet speaks where there is one."""
    language = (get_language() or "en").split("-")[0]
    phrases = access.phrases_for(user).filter(to_show=False)
    return {"note_phrases": [phrase.texts.get(language) or str(phrase) for phrase in phrases]}
