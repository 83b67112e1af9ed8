"""A client of the GDB remote serial protocol, for QEMU's gdbstub: as much of it as holding CPUs takes.

https://sourceware.org/gdb/current/onlinedocs/gdb.html/Remote-Protocol.html
"""

import re
import socket
import time

import inputs


class Lost(inputs.Problem):
    """The machine does not answer, or says what nobody expected."""


class Remote:
    """CPUs are numbered from 1, as their threads are."""

    def __init__(self, path, is_running, limit=60):
        self.socket = socket.socket(socket.AF_UNIX)
        self.limit = limit
        end = time.monotonic() + limit
        while True:
            try:
                self.socket.connect(str(path))
                break
            except OSError as error:
                if not is_running() or time.monotonic() > end:
                    raise Lost("the machine has no gdbstub; its serial line says more") from error
                time.sleep(0.05)
        self.buffer = b""
        self.is_running = False

    # ---- Packets ----

    def _receive(self, limit):
        """The content of the next packet; None if there is none in time."""
        end = time.monotonic() + limit
        while True:
            match = re.search(rb"\$([^#]*)#..", self.buffer, re.DOTALL)
            if match:
                self.buffer = self.buffer[match.end() :]
                self._write(b"+")
                return match[1].decode("latin-1")
            left = end - time.monotonic()
            if left <= 0:
                return None
            self.socket.settimeout(left)
            try:
                data = self.socket.recv(4096)
            except TimeoutError:
                return None
            except OSError as error:
                raise Lost("the machine has ended") from error
            if not data:
                raise Lost("the machine has ended")
            self.buffer += data

    def _write(self, data):
        try:
            self.socket.sendall(data)
        except OSError as error:
            raise Lost("the machine has ended") from error

    def _send(self, text):
        data = text.encode("latin-1")
        self._write(b"$" + data + b"#%02x" % (sum(data) & 0xFF))

    def ask(self, text):
        self._send(text)
        while True:
            answer = self._receive(self.limit)
            if answer is None:
                raise Lost(f"no answer to {text}")
            # That all have stopped may be said twice; no answer to what is asked here begins so.
            if not re.match(r"T[0-9a-f]{2}", answer) or text[0] in "?v":
                return answer

    def _command(self, text):
        answer = self.ask(text)
        if answer != "OK":
            raise Lost(f"{text}: {answer}")

    # ---- Memory and registers ----

    def stack_top(self, cpu):
        """The word at the stack pointer: at the entry of a function, where it returns to."""
        pointer = self.registers(cpu)[7]
        return int.from_bytes(bytes.fromhex(self.ask(f"m{pointer:x},8")), "little")

    def registers(self, cpu):
        """The general registers of x86-64 in GDB's order, rip behind r15."""
        self._command(f"Hg{cpu:x}")
        text = self.ask("g")
        return [int.from_bytes(bytes.fromhex(text[i * 16 : i * 16 + 16]), "little") for i in range(17)]

    def at(self, cpu):
        return self.registers(cpu)[16]

    # ---- Running ----

    def set_breakpoint(self, address):
        self._command(f"Z1,{address:x},1")

    def remove_breakpoint(self, address):
        self._command(f"z1,{address:x},1")

    def run(self, cpus=None):
        """Lets these CPUs run, or all."""
        self._send("vCont;" + ";".join(f"c:{cpu:x}" for cpu in cpus) if cpus else "vCont;c")
        self.is_running = True

    def wait(self, limit):
        """The CPU that has come to a breakpoint; None if none has in time."""
        answer = self._receive(limit)
        if answer is None:
            return None
        self.is_running = False
        match = re.match(r"T[0-9a-f]{2}.*thread:(?:p[0-9a-f]+\.)?([0-9a-f]+);", answer)
        if not match:
            raise Lost(f"the machine says {answer}")
        return int(match[1], 16)

    def stop(self):
        """Stops all CPUs."""
        if not self.is_running:
            return
        self._write(b"\x03")
        if self.wait(self.limit) is None:
            raise Lost("the machine does not stop")

    def close(self):
        self.socket.close()
