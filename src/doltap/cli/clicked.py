"""The words that click itself says (Usage, Options, its errors) in the language of the screen."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from doltap import catalogue

WORDS: Final = {
    "Usage:": "click.usage",
    "Options": "click.options",
    "Commands": "click.commands",
    "Positional arguments": "click.arguments",
    "Show this message and exit.": "click.show_help",
    "Show the version and exit.": "click.show_version",
    "%(prog)s, version %(version)s": "click.version",
    "default: {default}": "click.default",
    "Missing command.": "click.missing_command",
    "Missing argument": "click.missing_argument",
    "Missing option": "click.missing_option",
    "Missing parameter": "click.missing_parameter",
    "No such option {name!r}.": "click.no_option",
    "No such command {name!r}.": "click.no_command",
    "Did you mean {possibility}?": "click.did_you_mean",
    "(Did you mean one of: {possibilities}?)": "click.did_you_mean_one",
    "Error: {message}": "click.error",
    "Try '{command} {option}' for help.": "click.try_help",
    "Invalid value: {message}": "click.invalid",
    "Invalid value for {param_hint}: {message}": "click.invalid_for",
    "Could not open file {filename!r}: {message}": "click.not_opened",
    "Got unexpected extra argument ({args})": "click.extra_argument",
    "Got unexpected extra arguments ({args})": "click.extra_arguments",
    "Option {name!r} does not take a value.": "click.no_value",
    "Option {name!r} requires an argument.": "click.needs_value",
    "Option {name!r} requires {nargs} arguments.": "click.needs_values",
    "Choose from:\n\t{choices}": "click.choose",
    "{value!r} is not {choice}.": "click.not_choice",
    "{value!r} is not one of {choices}.": "click.not_choices",
    "{value!r} is not a valid {number_type}.": "click.not_number",
    "{value} is not in the range {range}.": "click.not_in_range",
    "{value!r} does not match the format {format}.": "click.not_format",
    "{value!r} does not match the formats {formats}.": "click.not_formats",
    "file": "click.file",
    "directory": "click.directory",
    "path": "click.path",
    "File": "click.file",
    "Directory": "click.directory",
    "Path": "click.path",
    "{name} {filename!r} does not exist.": "click.not_there",
    "{name} {filename!r} is a file.": "click.is_file",
    "{name} {filename!r} is a directory.": "click.is_directory",
    "{name} {filename!r} is not readable.": "click.not_readable",
    "{name} {filename!r} is not writable.": "click.not_writable",
    "Repeat for confirmation": "click.repeat",
    "Error: The two entered values do not match.": "click.do_not_match",
    "Error: invalid input": "click.invalid_input",
    "Aborted!": "click.aborted",
    "Do you want to continue?": "click.go_on",
}
"""Each sentence of click that a user of Doltap can meet, and its code in the catalogue."""

_MODULES: Final = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types")


def speak(language: str) -> None:
    """Let click say its own words in `language`; a sentence that the catalogue lacks stays English."""

    def word(message: str) -> str:
        code = WORDS.get(message)
        return catalogue.say(language, code) if code else message

    def counted(one: str, many: str, n: int) -> str:
        return word(one if n == 1 else many)

    for name in _MODULES:
        module = import_module(f"click.{name}")
        for own, ours in (("_", word), ("ngettext", counted)):
            if hasattr(module, own):
                setattr(module, own, ours)


def said(message: str) -> str:
    """A word of click in the language that it speaks now."""
    return str(vars(import_module("click.core"))["_"](message))
