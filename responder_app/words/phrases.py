"""The phrases that a new agency begins with (phrases.json): to put into notes, and to show to a person on scene."""

import json
from functools import cache
from pathlib import Path

# Languages that are written from right to left, by their code (ISO 639-1).
FROM_THE_RIGHT = frozenset({"ar", "dv", "fa", "he", "ps", "ur", "yi"})

# What a language calls itself, so that a person can point at theirs.
OWN_NAMES = {
    "am": "አማርኛ",
    "ar": "العربية",
    "en": "English",
    "es": "Español",
    "ru": "Русский",
    "so": "Soomaali",
    "vi": "Tiếng Việt",
    "zh": "中文",
}


@cache
def first_phrases() -> dict[str, list[dict[str, str]]]:
    """`{"to_show": […], "for_notes": […]}`, each phrase as `{language code: sentence}`."""
    return json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
