"""Options of the lab that have not every value."""

import argparse
import re


def within(low, high, kind=int):
    """A number of an option that has no others."""

    def number(text):
        # Some that Python takes for numbers nobody means.
        if not re.fullmatch(r"-?[0-9.]{1,30}(e-?[0-9]{1,2})?", text):
            raise argparse.ArgumentTypeError(f"{text[:40]!r} is not a number")
        try:
            value = kind(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(f"{text} is not such a number") from error
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"{text} is not from {low} to {high}")
        return value

    number.__name__ = kind.__name__
    return number
