"""The documents say what is true: rooms, pages, commands, dependencies, paths and links are looked up in the tree."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from cdtt_app.cli.commands import parser
from cdtt_app.server import arguments

ROOT = Path(__file__).resolve().parent.parent
DECISIONS = ROOT / "docs" / "decisions"
GUIDE = ROOT / "docs" / "guide"
PAPERS = sorted((*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")))
ENGLISH = [paper for paper in PAPERS if "guide" not in paper.parts]

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"(?:\bcdtt|\\cdtt) ([a-z][a-z-]*)")
SERVER_COMMAND = re.compile(r"\bcdtt-server ([a-z][a-z-]*)")


def _text(*names: str) -> str:
    return (ROOT.joinpath(*names)).read_text(encoding="utf-8")


def _name(paper: Path) -> str:
    return paper.relative_to(ROOT).as_posix()


def _rooms() -> list[str]:
    house = ROOT / "cdtt_app"
    rooms = {each.parent.name for each in house.glob("*/__init__.py")} | {each.stem for each in house.glob("*.py")}
    return sorted(rooms - {"__init__"})


def _page_titles() -> list[str]:
    calls = [
        node for node in ast.walk(ast.parse(_text("cdtt_app", "ui", "page_list.py"))) if isinstance(node, ast.Call)
    ]
    rows = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "PageRow"]
    return [
        title.value for row in rows if isinstance(title := row.args[1], ast.Constant) and isinstance(title.value, str)
    ]


def _dependencies() -> list[str]:
    project = tomllib.loads(_text("pyproject.toml"))["project"]
    needed: list[str] = [*project["dependencies"], *project["optional-dependencies"]["server"]]
    return [re.split(r"[^A-Za-z0-9_.-]", each)[0] for each in needed]


def _in_help(text: str) -> set[str]:
    return set(re.findall(r"^ {4}([a-z][a-z-]*)(?: |$)", text, re.MULTILINE))


def _commands() -> set[str]:
    return _in_help(parser(lambda _args: 0).format_help())


def _server_commands() -> set[str]:
    return _in_help(arguments._parser().format_help())


def _slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def _headings(paper: Path) -> set[str]:
    return {_slug(line.lstrip("#")) for line in paper.read_text(encoding="utf-8").splitlines() if line.startswith("#")}


def _lies(paper: Path) -> Iterator[str]:
    """Paths and names in code marks that the tree does not have; a path starts at the root or in cdtt_app."""
    tops = {*_rooms(), "cdtt_app", "docs", "resources", "tests", "tools"}
    for said in CODE.findall(FENCE.sub("", paper.read_text(encoding="utf-8"))):
        path, _, name = said.partition("::")
        if "/" not in path or set(path) & set("<>*{ ") or path.split("/")[0] not in tops:
            continue
        found = next((base / path for base in (ROOT, ROOT / "cdtt_app") if (base / path).exists()), None)
        if found is None or (name and not _defines(found, name)):
            yield said


def _defines(file: Path, name: str) -> bool:
    pattern = rf"^(?:def |class )?{re.escape(name)}\b(?:\(|:| =|\[)"
    return re.search(pattern, file.read_text(encoding="utf-8"), re.MULTILINE) is not None


@pytest.mark.parametrize("room", _rooms())
def test_every_room_has_its_line_in_the_architecture(room: str) -> None:
    assert f"| `{room}` |" in _text("ARCHITECTURE.md")


def test_the_architecture_draws_every_floor_of_the_contract() -> None:
    contracts = tomllib.loads(_text("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    drawing = FENCE.findall(_text("ARCHITECTURE.md"))[0]
    floors = [line for line in drawing.splitlines() if re.match(r" \d ", line)]
    assert len(floors) == len(layers)
    for floor, layer in zip(floors, layers, strict=True):
        assert all(re.search(rf"\b{room.strip()}\b", floor) for room in layer.split("|")), layer


@pytest.mark.parametrize("title", _page_titles())
def test_every_page_is_explained_to_those_who_use_it(title: str) -> None:
    assert f"| **{title}** |" in _text("docs", "guide", "README.md")
    assert any(title in page.read_text(encoding="utf-8") for page in GUIDE.glob("*.md") if page.name != "README.md")


def test_the_pages_are_read_from_the_list_of_pages() -> None:
    assert "Hôm nay" in _page_titles()


@pytest.mark.parametrize("checklist", sorted(p.stem for p in (ROOT / "resources" / "checklists").iterdir()))
def test_every_checklist_is_named(checklist: str) -> None:
    assert f"`{checklist}`" in _text("docs", "guide", "README.md")
    assert checklist in _text("ARCHITECTURE.md")


def test_every_page_of_the_guide_is_in_its_index() -> None:
    listed = set(LINK.findall(_text("docs", "guide", "README.md")))
    assert {page.name for page in GUIDE.glob("*.md")} - {"README.md"} <= listed


@pytest.mark.parametrize("name", _dependencies())
def test_every_dependency_has_a_line_that_says_why(name: str) -> None:
    assert re.search(rf"^\| {re.escape(name)} \| \S", _text("README.md"), re.MULTILINE)


def test_every_command_is_in_the_readme() -> None:
    commands = _commands()
    assert {"init", "check", "app", "sync"} <= commands
    assert commands <= set(COMMAND.findall(_text("README.md")))


def test_every_command_of_the_server_is_in_the_readme() -> None:
    commands = _server_commands()
    assert {"init", "serve", "enrol-code"} <= commands
    said = _text("README.md").partition("## The province's server")[2].partition("## Where data lives")[0]
    assert commands <= set(re.findall(r"[a-z][a-z-]+", " ".join((*FENCE.findall(said), *CODE.findall(said)))))


@pytest.mark.parametrize("paper", PAPERS, ids=_name)
def test_no_command_is_named_that_does_not_exist(paper: Path) -> None:
    marked = FENCE.findall(text := paper.read_text(encoding="utf-8")) + CODE.findall(FENCE.sub("", text))
    assert {command for each in marked for command in COMMAND.findall(each)} <= _commands()
    assert {command for each in marked for command in SERVER_COMMAND.findall(each)} <= _server_commands()


def test_every_make_target_is_explained() -> None:
    targets = re.findall(r"^\.PHONY:(.*)$", _text("Makefile"), re.MULTILINE)
    assert targets
    for target in targets[0].split():
        assert f"| `make {target}` |" in _text("CONTRIBUTING.md")


@pytest.mark.parametrize("paper", ENGLISH, ids=_name)
def test_paths_and_names_in_code_marks_exist(paper: Path) -> None:
    assert list(_lies(paper)) == []


@pytest.mark.parametrize("paper", PAPERS, ids=_name)
def test_links_lead_somewhere(paper: Path) -> None:
    for link in LINK.findall(FENCE.sub("", paper.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, heading = link.partition("#")
        target = paper.parent / path if path else paper
        assert target.exists(), link
        assert not heading or heading in _headings(target), link


def test_every_decision_is_listed_and_has_its_four_parts() -> None:
    listed = set(LINK.findall((DECISIONS / "README.md").read_text(encoding="utf-8")))
    papers = sorted(DECISIONS.glob("[0-9]*.md"))
    assert {paper.name for paper in papers} == listed
    for paper in papers:
        text = paper.read_text(encoding="utf-8")
        assert all(f"**{part}" in text for part in ("Context", "Decision", "Consequences", "Alternatives")), paper.name


def test_decision_numbers_have_no_gap() -> None:
    numbers = [int(paper.name[:4]) for paper in sorted(DECISIONS.glob("[0-9]*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))
