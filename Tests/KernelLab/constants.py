"""The constants of the model that a log is held against: as the machine is, and the calls are."""

import argparse

import inputs
import random_calls


def words(kind):
    """As arguments of p2pcheck; `kind` has the sizes of the machine."""
    values = {
        "PROCESSES": kind.processes,
        "PAGES": kind.pages,
        "WINDOW": kind.window,
        "HINTS": "true",
        "PINS": kind.processes,
        "GUP_FAST": "false",
        "STALE_FILES": "true",
        "MADVISES": "true",
        "MREMAPS": "true",
        "MAPS_FIXED": "true",
        "REMAPS_FILES": "true",
    }
    return [word for name, value in values.items() for word in ("--set", f"{name}={value}")]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    random_calls.add_options(parser)
    given = parser.parse_args()
    print("\n".join(words(given)))


if __name__ == "__main__":
    inputs.script("constants", main)
