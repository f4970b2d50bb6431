"""A desk on a copy of one archive: public facts, two office accounts, a sealed one, one nobody was asked for."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from desk_client import ORIGIN, Client
from desk_paths import CANARIES, INTERVIEW_EN, INTERVIEW_KO, OPERATIONAL, PASSPHRASE, SEALED

from doltap.desk.server import DeskRequest, desk_at
from doltap.model import ReleaseClass, Use
from doltap.operations.adopting import AdoptRequest, adopt
from doltap.operations.archive import create
from doltap.operations.intake import AddRequest, Offered, add
from doltap.operations.receipts import Receipt

CODING = frozenset({Use.HOLD, Use.CODE})


@pytest.fixture(scope="session", autouse=True)
def light_keys() -> Iterator[None]:
    """Passphrases that are quick to try."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOLTAP_KDF", "light")
        yield


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, light_keys: None) -> Path:
    """The archive that every test copies."""
    folder = tmp_path_factory.mktemp("desk") / "archive"
    office = {
        "bada": ("interview-bada.txt", INTERVIEW_KO),
        "haneul": ("interview-haneul.txt", f"{INTERVIEW_EN}\nA: {OPERATIONAL}\n"),
    }  # fmt: skip
    with create(folder, PASSPHRASE) as archive:
        adopt(archive, AdoptRequest())
        for teller, (name, words) in office.items():
            receipt = Receipt(teller=teller, release=ReleaseClass.OFFICE, consent=CODING)
            add(archive, AddRequest((), receipt, workers=1, offered=(Offered(name, words.encode()),)))
        sealed = Offered(f"{CANARIES[0]}.txt", SEALED.encode())
        add(archive, AddRequest((), Receipt(teller="sealed one"), workers=1, offered=(sealed,)))
        unasked = Offered(f"{CANARIES[1]}.txt", SEALED.replace("1969", "1968").encode())
        receipt = Receipt(teller="unasked", release=ReleaseClass.OFFICE)
        add(archive, AddRequest((), receipt, workers=1, offered=(unasked,)))
    return folder


@pytest.fixture
def archive_path(made: Path, tmp_path: Path) -> Path:
    """A copy of the archive that a test may change."""
    return Path(shutil.copytree(made, tmp_path / "archive"))


@pytest.fixture
def outside(archive_path: Path) -> Client:
    """A browser that has not come in yet."""
    return Client(desk_at(DeskRequest(archive_path), int(ORIGIN.rpartition(":")[2])))


@pytest.fixture
def locked(outside: Client) -> Client:
    """A browser that has come in, before the passphrase."""
    outside.get("/enter", params={"token": outside.desk.sessions.launch})
    return outside


@pytest.fixture
def desk(locked: Client) -> Client:
    """A browser before an open archive."""
    locked.act("/unlock", passphrase=PASSPHRASE)
    return locked


@pytest.fixture(scope="module")
def reading(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Client:
    """An open desk that the tests of one module share: they only read."""
    copy = Path(shutil.copytree(made, tmp_path_factory.mktemp("reading") / "archive"))
    client = Client(desk_at(DeskRequest(copy), int(ORIGIN.rpartition(":")[2])))
    client.get("/enter", params={"token": client.desk.sessions.launch})
    client.act("/unlock", passphrase=PASSPHRASE)
    return client
