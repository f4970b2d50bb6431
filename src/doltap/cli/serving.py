"""The command that opens the desk, the page in the browser."""

from __future__ import annotations

import webbrowser

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
    from doltap.desk.server import DeskRequest, serve  # uvicorn is loaded only for this command

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
