"""A bench in one shape of the server or in both, each in a process of its own, whose settings are that shape's."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from tests import servers  # noqa: E402
from tests.served import empty_shape, manage  # noqa: E402


def words_of(doc: str, *, shape: str, quick: str) -> argparse.ArgumentParser:
    """What every such bench may be asked; `shape`: where none is named."""
    words = argparse.ArgumentParser(description=doc.splitlines()[0])
    words.add_argument("--shape", choices=["embedded", "grown", "both"], default=shape)
    words.add_argument("--json", action="store_true")
    words.add_argument("--quick", action="store_true", help=quick)
    return words


def show(asked, tell: Callable[[str, dict], None], script: str, *words: str) -> None:
    """What `script SHAPE WORDS…` measures in each shape that is asked for, as one JSON object or as `tell` does."""
    shapes = ["embedded", "grown"] if asked.shape == "both" else [asked.shape]
    found = {shape: _measure(shape, script, *words) for shape in shapes}
    if asked.json:
        print(json.dumps(found))
        return
    for shape, measured in found.items():
        print(f"\n{shape}")
        if "left_out" in measured:
            print(f"  not measured: {measured['left_out']}")
        else:
            tell(shape, measured)


def _measure(shape: str, script: str, *words: str) -> dict:
    if shape == "embedded":
        return _in_shape(shape, script, words, {"DATABASE_URL": "sqlite:///", "REDIS_URL": ""})
    if lacking := servers.missing():
        return {"left_out": "; ".join(lacking)}
    with servers.grown_shape(durable=True) as environment:
        return _in_shape(shape, script, words, environment)


def _in_shape(shape: str, script: str, words: tuple, environment: dict) -> dict:
    os.environ |= environment | {"LOG_LEVEL": "ERROR"}
    with tempfile.TemporaryDirectory() as folder, empty_shape(Path(folder)) as chosen:
        manage(chosen, "collectstatic", "--no-input", "-v0")
        command = [sys.executable, str(ROOT / "bench" / script), shape, *words]
        done = subprocess.run(command, env=os.environ | chosen, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout)
