"""What the lab is given, files and programs: what cannot be read or run is said in a sentence."""

import json
import pathlib
import subprocess


class Unreadable(Exception):
    """Why something that was given is of no use, in words."""


def text_of(path):
    """The text of a file."""
    try:
        return pathlib.Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise Unreadable(f"{path}: {error.strerror}") from error
    except ValueError as error:
        raise Unreadable(f"{path} is not UTF-8") from error


def parsed(text, name):
    """What a JSON document of this name says."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"{name} is not JSON: {str(error)[:120]}") from error


def run(command, **options):
    """Runs a program, with its output as text."""
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False, **options)
    except OSError as error:
        raise Unreadable(f"{command[0]} cannot be run: {error.strerror}") from error
    except ValueError as error:
        raise Unreadable(f"{command[0]}: {error}") from error


def sentence(error):
    """An error of the system or of a program, in words."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error)
