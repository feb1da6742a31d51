"""What the page of the rules sends and says."""

import re

from django.urls import reverse

RULES = reverse("program-rules")
FIELDS = ("code", "text_en", "text_es", "definition", "example", "on_yes", "on_no", "on_unknown")
INDOORS = dict.fromkeys(FIELDS, "") | {"text_en": "Inside a shop", "on_yes": "phone_only"}
INDOORS |= {"on_no": "nothing", "on_unknown": "nothing"}


def words_of(answer) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split())


def seal_in(answer) -> str:
    return re.search(r'name="seen" value="(\w*)"', answer.content.decode()).group(1)
