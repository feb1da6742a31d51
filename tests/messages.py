"""Reads every sentence meant for translation out of the code and brings the catalogues up to date, without the
gettext programs: `make messages`.

Python and templates go to `django.po`, our own modules (`spoken("…")`) and the service worker to `djangojs.po`; both
are compiled beside themselves, and the second as a module for the others. What has no translation yet is listed, and is
an error.
"""

import io
import json
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("es",)
KEYWORDS = {
    "gettext": None, "_": None, "gettext_lazy": None, "gettext_noop": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
INSIDE_TEMPLATES = {"parse_template_string": True}
Found = dict[tuple[str | tuple[str, ...], str | None], list[str]]


def python_and_templates() -> Found:
    from django.utils.translation.template import templatize

    found: Found = {}
    for path in sorted([*(ROOT / "responder_app").rglob("*.py"), *(ROOT / "templates").rglob("*.html")]):
        if "migrations" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            text = "\n".join(re.findall(r"\bn?p?gettext\(.*", templatize(text, origin=str(path))))
        _read("python", text, KEYWORDS, path, found)
    _words(found)
    return found


def modules() -> Found:
    found: Found = {}
    for path in sorted([*(ROOT / "static/js").glob("*.js"), *(ROOT / "templates").rglob("*.js")]):
        _read("javascript", path.read_text(encoding="utf-8"), {"spoken": None}, path, found)
    return found


def _read(kind: str, text: str, keywords: dict, path: Path, found: Found) -> None:
    name = str(path.relative_to(ROOT))
    for _, message, _, context in extract(kind, io.BytesIO(text.encode()), keywords=keywords, options=INSIDE_TEMPLATES):
        if not message or (isinstance(message, tuple) and not all(message)):
            continue
        where = found.setdefault((message, context), [])
        if name not in where:
            where.append(name)


def _words(found: Found) -> None:
    """The names of the vocabulary, which are marked by being there."""
    from responder_app import words

    for word in vars(words).values():
        if isinstance(word, type) and issubclass(word, words.Word):
            for one in word:
                found.setdefault((one.english, None), ["responder_app/words"])


def path_of(language: str, domain: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES" / f"{domain}.po"


def catalogue_of(path: Path, language: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def renewed(old: Catalog, found: Found) -> Catalog:
    """What is said now, with the translations that there were."""
    new = Catalog(
        locale=old.locale, fuzzy=False, project="Responder app", version="1", copyright_holder="Responder app"
    )
    new.creation_date = new.revision_date = old.creation_date if len(old) else new.creation_date
    for (message, context), where in sorted(found.items(), key=lambda item: str(item[0])):
        id = message[0] if isinstance(message, tuple) else message
        before = old.get(id, context)
        several = isinstance(message, tuple)
        string = (
            before.string if before and isinstance(before.string, tuple) == several else ("", "") if several else ""
        )
        new.add(message, string, locations=[(name, None) for name in where], context=context)
    return new


def untranslated(catalogue: Catalog) -> list[str]:
    return [str(message.id) for message in catalogue if message.id and (not all(_said(message)) or message.fuzzy)]


def _said(message) -> tuple:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def compiled(catalogue: Catalog) -> bytes:
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def module_of(language: str) -> Path:
    """What `spoken.js` imports where a page is in this language."""
    return ROOT / f"static/js/said_{language}.js"


def as_module(catalogue: Catalog) -> str:
    told = {message.id: message.string for message in catalogue if message.id}
    return f"export default {json.dumps(told, ensure_ascii=False, sort_keys=True)};\n"


def main() -> int:
    import django

    django.setup()
    lacking = 0
    for language in LANGUAGES:
        for domain, found in (("django", python_and_templates()), ("djangojs", modules())):
            path = path_of(language, domain)
            catalogue = renewed(catalogue_of(path, language), found)
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                write_po(file, catalogue, width=120, include_lineno=False, ignore_obsolete=True)
            path.with_suffix(".mo").write_bytes(compiled(catalogue))
            for sentence in untranslated(catalogue):
                print(f"{language}: {sentence!r}")
                lacking += 1
        module_of(language).write_text(as_module(catalogue), encoding="utf-8")
    print(f"{lacking} sentences lack a translation." if lacking else "Every sentence is translated.")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
