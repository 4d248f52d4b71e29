"""The rooms stand as architecture.md says: imports, foreign keys and templates point downwards only; every file has its layer."""

import ast
import importlib
import re

import pytest
from sqlalchemy.orm import Mapper

from core.database import Base
from tests.architecture.source import LAYERS, ORDER, ROOT, Source, functions, imports, sources, templates

MOST_LINES, MOST_FUNCTION_LINES = 400, 40
PURE = ("rules", "terms", "policy", "documents", "commands", "pictures", "printing")
CLOCKS = ("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "utc_now")
WITHOUT_WEB = ("services", "queries", "messages", "models", *PURE)
HOMELESS_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "shared", "base"}


def rank(room: str) -> int:
    return ORDER.index(room)


@pytest.mark.parametrize("source", sources(), ids=lambda source: source.name)
def test_imports_point_downwards(source: Source):
    up = [
        f"{source.name}:{line} imports {module}"
        for module, line in imports(source)
        if (room := module.split(".")[0]) in ORDER and rank(room) < rank(source.room)
    ]
    assert not up


def test_inside_a_room_files_import_only_files_below_them():
    wrong = []
    for source in sources():
        if source.layer is None:
            continue
        for module, line in imports(source):
            parts = module.split(".")
            if parts[0] != source.room or len(parts) < 2:
                continue
            layer = next((number for number, names in enumerate(LAYERS) if parts[1] in names), None)
            if layer is not None and layer < source.layer:
                wrong.append(f"{source.name}:{line} imports {module}")
    assert not wrong


def test_no_import_hides_in_a_function():
    hidden = [
        f"{source.name}:{node.lineno}"
        for source in sources()
        for function in functions(source)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not hidden


def test_rules_know_neither_database_nor_web():
    wrong = [
        f"{source.name}:{line} imports {module}"
        for source in sources()
        if source.part in PURE and source.room != "core"
        for module, line in imports(source)
        if module.split(".")[0] in ("sqlalchemy", "flask", "werkzeug", "wtforms")
        or module in ("core.web", "core.database", "core.clock.utc_now")
    ]
    assert not wrong


def test_services_and_queries_know_no_web():
    wrong = [
        f"{source.name}:{line} imports {module}"
        for source in sources()
        if source.part in WITHOUT_WEB and source.room not in ("core", "app", "reports")
        for module, line in imports(source)
        if module.split(".")[0] in ("flask", "flask_login", "werkzeug", "wtforms") or module in ("core.web", "people.gate", "core.forms")
    ]
    assert not wrong


def test_only_entrances_read_the_clock():
    wrong = []
    for source in sources():
        if source.name in ("core/clock.py", "core/web.py") or source.part in ("factory", "cli", "startup", "serve", "scheduler"):
            continue
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in CLOCKS:
                wrong.append(f"{source.name}:{node.lineno}")
    assert not wrong


def test_services_neither_commit_nor_ask_who_is_there():
    words = re.compile(r"\.(commit|rollback)\(|current_user|\bnow\(\)|utc_now")
    wrong = [
        f"{source.name}: {found.group()}"
        for source in sources()
        if source.part in ("services", "queries", "messages", *PURE)
        for found in words.finditer(source.text)
    ]
    assert not wrong


def test_foreign_keys_point_downwards():
    rooms = _room_of_table()
    wrong = [
        f"{table.name}.{key.parent.name} → {key.column.table.name}"
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if rank(rooms[key.column.table.name]) < rank(rooms[table.name])
    ]
    assert not wrong


def test_tables_are_declared_in_models():
    outside = {
        mapper.class_.__module__
        for mapper in _mappers()
        if mapper.class_.__module__.split(".")[1:2] != ["models"] and not mapper.class_.__module__.startswith("core.")
    }
    assert not outside


def test_every_foreign_key_and_check_has_a_name():
    nameless = [
        f"{table.name}: {constraint}"
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
        if constraint.name is None
    ]
    assert not nameless


def test_templates_use_only_those_of_rooms_below_or_their_own():
    wrong = [
        f"{template.name} uses {used}"
        for template in templates()
        for used in template.uses
        if used.split("/")[0] not in ORDER or rank(used.split("/")[0]) < rank(template.room)
    ]
    assert not wrong


def test_templates_stand_in_a_folder_of_their_rooms_name():
    assert not [each.name for each in templates() if each.path.relative_to(ROOT / each.room / "templates").parts[0] != each.room]


def test_templates_compute_no_permission():
    words = re.compile(r"current_user|\.may\(|\.reach\(|\.permissions|session\.")
    assert not [f"{each.name}: {found.group()}" for each in templates() for found in words.finditer(each.text)]


def test_slots_are_few():
    names = {name for each in templates() for name in re.findall(r"slot\(\s*[\"']([^\"']+)", each.text)}
    assert len(names) < 5, names


def test_files_are_small():
    long = {source.name: lines for source in sources() if (lines := source.text.count("\n")) >= MOST_LINES}
    assert not long


def test_functions_are_small():
    long = {
        f"{source.name}:{function.name}": lines
        for source in sources()
        for function in functions(source)
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > MOST_FUNCTION_LINES
    }
    assert not long


def test_everything_is_typed():
    bare = []
    for source in sources():
        for function in functions(source):
            given = function.args
            arguments = [*given.posonlyargs, *given.args, *given.kwonlyargs, *filter(None, (given.vararg, given.kwarg))]
            missing = [each.arg for each in arguments if each.annotation is None and each.arg not in ("self", "cls")]
            if missing or (function.returns is None and function.name != "__init__"):
                bare.append(f"{source.name}:{function.lineno} {function.name} {missing}")
    assert not bare


def test_public_things_say_what_they_mean():
    silent = [
        f"{source.name}:{node.lineno} {node.name}"
        for source in sources()
        for node in source.tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    silent += [source.name for source in sources() if not ast.get_docstring(source.tree)]
    assert not silent


def test_no_file_is_called_anything():
    assert not [source.name for source in sources() if HOMELESS_NAMES & set(source.path.relative_to(ROOT).with_suffix("").parts)]


def test_every_package_has_its_place():
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "bench", "scripts"}
    assert packages <= set(ORDER)


def _mappers() -> list[Mapper]:
    for source in sources():
        if source.part == "models" or source.room == "core":
            importlib.import_module(source.module)
    return list(Base.registry.mappers)


def _room_of_table() -> dict[str, str]:
    return {table.name: mapper.class_.__module__.split(".")[0] for mapper in _mappers() for table in mapper.tables}


def test_every_rooms_jobs_are_gathered():
    gathered = importlib.import_module("app.work").JOBS
    for source in sources():
        if source.part == "jobs" and source.room not in ("app", "core"):
            listed = importlib.import_module(source.module).JOBS
            assert set(listed) <= set(gathered), f"{source.name} is missing in app/work.py"


def test_only_the_scheduler_knows_the_ticker():
    assert {source.name for source in sources() if "apscheduler" in source.text} == {"app/scheduler.py"}
