"""What the lab is given, files and programs: what cannot be read or run is said in a sentence, and what was started is ended."""

import contextlib
import json
import os
import pathlib
import signal
import subprocess
import sys


class Problem(Exception):
    """Why something cannot be done, in words."""


class Unreadable(Problem):
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


# Programs that threads wait for, which nobody interrupts.
running = set()


def run(command, **options):
    """Runs a program, with its output as text."""
    pipe = subprocess.PIPE
    try:
        with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, **options) as process:
            running.add(process)
            try:
                output, errors = process.communicate()
            except BaseException:
                process.kill()
                raise
            finally:
                running.discard(process)
    except OSError as error:
        raise Unreadable(f"{command[0]} cannot be run: {error.strerror}") from error
    except ValueError as error:
        raise Unreadable(f"{command[0]}: {error}") from error
    return subprocess.CompletedProcess(command, process.returncode, output, errors)


def end_all():
    """Ends what threads wait for."""
    for process in list(running):
        process.kill()


@contextlib.contextmanager
def whole(path):
    """A path to write to in place of this one: afterwards all of it is there, or what was there before."""
    unfinished = path.with_name(f"{path.name}.unfinished-{os.getpid()}")
    try:
        yield unfinished
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def sentence(error):
    """An error of the system or of a program, in words."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error)


@contextlib.contextmanager
def uninterrupted():
    """What is begun within is known to whoever has to end it, before an interruption is heard of.

    Gives what a program that is to hear of interruptions itself calls first; not while there are threads.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM, signal.SIGHUP))
    try:
        yield lambda: signal.pthread_sigmask(signal.SIG_SETMASK, before)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def interrupt(number, _):
    raise KeyboardInterrupt(number)


def script(name, main):
    """Does what a script does, and ends: with its exit code, or with a sentence. An interrupted one ends what it has started."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        # Whoever ignores one, as nohup does, wants that.
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, interrupt)
    try:
        code = main()
        sys.stdout.flush()
    except KeyboardInterrupt as interruption:
        code, problem = 128 + int(interruption.args[0] if interruption.args else signal.SIGINT), "interrupted"
    except BrokenPipeError:
        # Whoever reads has read enough.
        code, problem = 128 + signal.SIGPIPE, None
    except (Problem, OSError, subprocess.SubprocessError, UnicodeError) as error:
        code, problem = 1, sentence(error)
    else:
        sys.exit(code)
    if problem:
        print(f"{name}: {problem}", file=sys.stderr)
    # What has not been written is not tried again.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)
