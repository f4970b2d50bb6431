"""Each dependency stands on the page that says why, and the page names none that is gone."""

import re
import tomllib

from docs_pages import DOCS, ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ROW = re.compile(r"^\| `([\w.-]+)` \|(.*)\|$", re.M)


def bare(requirement):
    return re.split(r"[\s<>=!~;\[]", requirement, maxsplit=1)[0]


def sections():
    text = (DOCS / "dependencies.md").read_text(encoding="utf-8")
    return {
        head: dict(ROW.findall(body)) for head, body in re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    }


def test_runtime():
    assert set(sections()["At run time"]) == {bare(r) for r in PROJECT["project"]["dependencies"]}


def test_extras():
    extras = PROJECT["project"].get("optional-dependencies", {})
    assert set(sections()["Optional"]) == {bare(r) for group in extras.values() for r in group}


def test_development_and_build():
    tools = [r for r in PROJECT["dependency-groups"]["dev"] if isinstance(r, str)]
    assert set(sections()["For development"]) == {bare(r) for r in (*tools, *PROJECT["build-system"]["requires"])}


def test_each_has_a_reason_and_a_runner_up():
    rows = sections()["At run time"] | sections()["Optional"]
    cells = {name: [c.strip() for c in rest.split(" | ")] for name, rest in rows.items()}
    assert {name for name, (why, runner_up) in cells.items() if len(why) < 20 or len(runner_up) < 20} == set()


def test_the_lock_names_no_address_and_stays_small():
    lock = ROOT / "requirements.lock"
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert len(re.findall(r"^[\w.-]+==", text, re.M)) <= 40
