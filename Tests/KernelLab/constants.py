"""The constants of the model that a log is held against: as the machine is, and the calls are."""

import argparse

import random_calls


def words(given):
    """As arguments of p2pcheck."""
    values = {
        "PROCESSES": given.processes,
        "PAGES": given.pages,
        "WINDOW": given.window,
        "HINTS": "true",
        "PINS": 1,
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
    print("\n".join(words(parser.parse_args())))


if __name__ == "__main__":
    main()
