"""Nothing in the repository names a registry's host or a path of the machine it was made on."""

import re
import shutil
import subprocess

import pytest
from docs_pages import ROOT

# Put together here, so that this file does not hold what it looks for.
HOSTS = ["py" + "pi.org", "pythonhosted" + ".org", "registry.npm" + "js", "crates" + ".io", "proxy.golang" + ".org"]
PATHS = ["/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "C:" + "\\Users", "/tmp/" + "bash_jobs", "/Use" + "rs/"]
FORBIDDEN = re.compile(
    "|".join([rf"(?<![\w.~<-]){re.escape(p)}[\w.]" for p in PATHS] + [re.escape(host) for host in HOSTS])
)


def tracked():
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: there is no list of tracked files")
    done = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / f for f in done.stdout.split("\0") if f]


def found(path):
    try:
        text = path.read_text(encoding="utf-8")
    except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
        return []
    return [m[0] for m in FORBIDDEN.finditer(text)]


def test_no_host_and_no_path_of_a_machine():
    assert {str(p.relative_to(ROOT)): f for p in tracked() if (f := found(p))} == {}


@pytest.mark.parametrize("word", [*HOSTS, *PATHS])
def test_each_of_them_would_be_noticed(tmp_path, word):
    page = tmp_path / "page.md"
    page.write_text(f"see {word}x for it", encoding="utf-8")
    assert found(page)
