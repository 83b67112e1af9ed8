"""Options of the lab that have not every value."""

import argparse


def within(low, high, kind=int):
    """A number of an option that has no others."""

    def number(text):
        value = kind(text)
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"{text} is not from {low} to {high}")
        return value

    number.__name__ = kind.__name__
    return number
