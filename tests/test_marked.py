"""Every refusal that a person may read is marked for translation, and under a name that `make messages` looks for."""

import ast
from pathlib import Path

import pytest

from tests.messages import KEYWORDS

APP = Path(__file__).resolve().parent.parent / "responder_app"
REFUSING = {"Refused", "Conflict", "ValidationError"}
SPOKEN = [*APP.glob("actions/*.py"), *APP.glob("field/**/*.py"), *APP.glob("entrance/*.py"), APP / "log.py"]


def listed(paths):
    return [pytest.param(path, id=str(path.relative_to(APP))) for path in sorted(paths)]


def name_of(call: ast.Call) -> str:
    return ast.unparse(call.func).split(".")[-1]


@pytest.mark.parametrize("path", listed(SPOKEN))
def test_no_refusal_is_in_english_only(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and name_of(node) in REFUSING and node.args:
            plain = isinstance(node.args[0], ast.JoinedStr | ast.Constant)
            assert not plain, f"{path.name}:{node.lineno} {ast.unparse(node)}"


@pytest.mark.parametrize("path", listed(SPOKEN))
def test_no_answer_to_a_program_or_thanks_is_in_english_only(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and name_of(node) == "problem" and len(node.args) > 1:
            said = node.args[1]
            assert not isinstance(said, ast.JoinedStr | ast.Constant), f"{path.name}:{node.lineno}"
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "thanks":
            assert not getattr(node.value, "value", ""), f"{path.name}:{node.lineno}"


@pytest.mark.parametrize("path", listed(APP.rglob("*.py")))
def test_translation_is_called_by_a_name_that_is_looked_for(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            for one in node.names:
                if "gettext" in one.name:
                    assert (one.asname or one.name) in KEYWORDS, f"{path.name}:{node.lineno}"
