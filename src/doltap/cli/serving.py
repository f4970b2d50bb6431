"""The command that opens the desk, the page in the browser."""

from __future__ import annotations

import sys
import webbrowser
from pathlib import Path

import click

from doltap.cli.common import Door, emit, note, shared_options, text
from doltap.operations.archive import find_archive


@click.command("desk", help=text("help.desk"))
@click.option("--port", type=click.IntRange(0, 65535), default=0, help=text("help.option.port"))
@click.option("--no-browser", is_flag=True, help=text("help.option.no_browser"))
@click.option("--plain-title", is_flag=True, help=text("help.option.plain_title"))
@shared_options
def desk(door: Door, port: int, no_browser: bool, plain_title: bool) -> int:
    """Serve the desk on this machine until it is stopped."""
    from doltap.desk.server import DeskRequest, serve  # uvicorn is loaded only where a desk is served

    request = DeskRequest(find_archive(door.archive), port, door.language, plain_title)
    serve(request, lambda address: opened(door, address, no_browser=no_browser))
    return 0


def opened(door: Door, address: str, *, no_browser: bool) -> None:
    """Tell where the desk is, and open the browser there unless told otherwise."""
    if door.as_json:
        emit({"address": address})
    else:
        note(door, "cli.desk_at", address=address)
    if not no_browser and not door.as_json:
        webbrowser.open(address)


def serve_desk(door: Door, archive: Path, passphrase: str) -> None:
    """Serve the demo's desk, open already, and lead the browser to the guide."""
    from doltap.desk.server import DeskRequest, serve

    front = f"/guide/{door.language}/index.html"
    request = DeskRequest(archive, language=door.language, front=front, passphrase=passphrase)
    serve(request, lambda address: opened(door, address, no_browser=False))


def somebody_looks() -> bool:
    """Whether a person sits before a terminal on a machine that has a browser: only then a page is worth serving."""
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return sys.stdin.isatty() and sys.stdout.isatty()
