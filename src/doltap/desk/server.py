"""The server: a socket of this machine alone, the printed address with its token, and uvicorn until it is stopped."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import uvicorn

from doltap.desk.app import application
from doltap.desk.intake import Intake
from doltap.desk.keeper import Keeper
from doltap.desk.session import Sessions
from doltap.desk.visit import Desk
from doltap.errors import DoltapError
from doltap.operations.archive import read_head

HOST: Final = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class DeskRequest:
    """Which archive, at which port (0: any free one), in which language; `front` is where the browser is led first.

    `passphrase` opens the archive at once; only for the demo's, which holds nothing but public facts.
    """

    archive: Path
    port: int = 0
    language: str = "en"
    plain_title: bool = False
    front: str = "/"
    passphrase: str = field(default="", repr=False)


def desk_at(request: DeskRequest, port: int) -> Desk:
    """The desk of an archive at a port: locked, with a fresh launch token."""
    keeper, intake = Keeper(request.archive), Intake()
    sessions = Sessions(request.language, front=request.front)
    keeper.on_lock += [intake.pause, sessions.forget]
    keeper.on_unlock.append(intake.resume)
    return Desk(f"http://{HOST}:{port}", keeper, sessions, intake, request.plain_title)


def serve(request: DeskRequest, tell: Callable[[str], None]) -> None:
    """Serve until interrupted. `tell` is given the address with its one-time token once the desk can be reached.

    Raises ArchiveUnreadable when there is no archive, and DoltapError when the port is taken.
    """
    read_head(request.archive)
    with _listening(request.port) as listener:
        desk = desk_at(request, listener.getsockname()[1])
        tell(f"{desk.origin}/enter?token={desk.sessions.launch}")
        config = uvicorn.Config(
            application(desk, request.passphrase),
            log_level="critical",
            access_log=False,
            server_header=False,
            date_header=False,
            timeout_graceful_shutdown=3,
        )
        uvicorn.Server(config).run(sockets=[listener])


def _listening(port: int) -> socket.socket:
    """A socket that only this machine reaches. It listens already, so that whoever is told of it gets through."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.bind((HOST, port))
        listener.listen(64)
    except OSError as fault:
        listener.close()
        raise DoltapError("desk_port_taken", port=str(port)) from fault
    return listener
