"""The house's rules, kept true by machine: floors, writers, sizes, names of events."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from responder_app import words

ROOT = Path(__file__).resolve().parent.parent
APP = ROOT / "responder_app"
NOUNS = {kind.split(".")[0] for kind in words.EVENTS}
KIND = re.compile(rf"(?:{'|'.join(sorted(NOUNS))})\.[a-z_]+")
DOORS = ("entrance", "field", "dispatch", "program", "api", "deliver")
WRITING = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}


def python_files():
    skipped = {".venv", "migrations", ".demo", "node_modules", "__pycache__"}
    return [path for path in ROOT.rglob("*.py") if not skipped & set(path.relative_to(ROOT).parts)]


def listed(paths):
    return [pytest.param(path, id=str(path.relative_to(ROOT))) for path in paths]


class TestTheFloors:
    def test_imports_go_down_only_and_doors_are_strangers(self):
        lint = Path(sys.executable).parent / "lint-imports"
        run = subprocess.run([lint], cwd=ROOT, capture_output=True, text=True)
        assert run.returncode == 0, run.stdout


class TestWriters:
    @pytest.mark.parametrize("path", listed(path for door in DOORS for path in (APP / door).rglob("*.py")))
    def test_no_door_writes_or_asks_a_table(self, path):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                assert node.func.attr not in WRITING, f"{path.name}:{node.lineno} calls .{node.func.attr}()"
            if isinstance(node, ast.Attribute):
                assert node.attr != "objects", f"{path.name}:{node.lineno} asks .objects"

    @pytest.mark.parametrize("path", listed((APP / "actions").glob("*.py")))
    def test_every_public_writer_is_an_action_with_keywords_only(self, path):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef) and {"by", "occurred_at"} <= {a.arg for a in node.args.kwonlyargs}:
                decorators = [ast.unparse(d).split("(")[0] for d in node.decorator_list]
                helper = "assignment" in {a.arg for a in node.args.args}
                assert helper or "action" in decorators, f"{node.name} is no action"
                assert helper or not node.args.args, f"{node.name} takes positional arguments"


class TestBudgets:
    @pytest.mark.parametrize("path", listed(python_files()))
    def test_python_files_and_functions_are_small(self, path):
        text = path.read_text()
        assert len(text.splitlines()) <= 250
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno - node.lineno < 40, f"{node.name} is over 40 lines"

    @pytest.mark.parametrize("path", listed((ROOT / "static/js").rglob("*.js")))
    def test_javascript_modules_are_small(self, path):
        assert len(path.read_text().splitlines()) <= 150

    @pytest.mark.parametrize("path", listed((ROOT / "templates").rglob("*.html")))
    def test_templates_are_small(self, path):
        limit = 60 if path.name.startswith("_") else 120
        assert len(path.read_text().splitlines()) <= limit

    @pytest.mark.parametrize("path", listed((ROOT / "templates").rglob("*.html")))
    def test_pages_hold_no_script_style_or_handler_of_their_own(self, path):
        text = path.read_text()
        assert not re.search(r"<script(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")", text)
        assert not re.search(r"\s(style|on\w+|hx-on\S*)=", text)


class TestNamesOfEvents:
    def test_every_kind_an_action_files_is_in_the_catalogue(self):
        filed = set()
        for path in (APP / "actions").glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Constant) and KIND.fullmatch(str(node.value)):
                    filed.add(node.value)
        filed |= {f"unit.{status}" for status in words.LADDER}
        assert filed == set(words.EVENTS)

    @pytest.mark.parametrize(
        "path", listed([*(ROOT / "templates").rglob("*.html"), *(ROOT / "static/js").rglob("*.js")])
    )
    def test_every_kind_a_page_listens_to_exists(self, path):
        text = path.read_text()
        quoted = re.findall(rf'"({KIND.pattern})"', text) if path.suffix == ".js" else []
        declared = [word for said in re.findall(r'data-live="([^"]*)"', text) for word in said.split()]
        for kind in [*quoted, *declared]:
            known = kind in words.EVENTS or (kind.endswith(".") and kind[:-1] in NOUNS)
            assert known, f"{path.name} listens to {kind}"

    def test_the_page_in_the_docs_is_the_catalogue(self):
        told = dict(re.findall(r"^\| `([a-z_.]+)` \| (.+?) \|$", (ROOT / "docs/events.md").read_text(), re.M))
        assert told == words.EVENTS
