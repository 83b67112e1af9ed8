"""The machine of the lab: a kernel under QEMU whose NVMe controller has a memory buffer, and in its initramfs p2pdrv with
the calls that it is to make."""

import dataclasses
import gzip
import hashlib
import pathlib
import shutil
import subprocess

import inputs

HERE = pathlib.Path(__file__).resolve().parent

# Of the disk, in bytes: more than the files of a boot.
ROOM = 64 << 20


def cpio(files):
    """An archive (newc) of (name, mode, content, device number) entries; Documentation/driver-api/early-userspace."""
    archive = bytearray()
    for number, (name, mode, content, device) in enumerate([*files, ("TRAILER!!!", 0, b"", (0, 0))], 1):
        path = name.encode() + b"\0"
        fields = (number, mode, 0, 0, 1, 0, len(content), 0, 0, *device, len(path), 0)
        archive += b"070701" + b"".join(b"%08X" % field for field in fields) + path
        archive += b"\0" * (-len(archive) % 4) + content
        archive += b"\0" * (-len(archive) % 4)
    return bytes(archive)


def build_driver(folder):
    """Compiles p2pdrv, if there is none of this source; the times of files say when they were cloned."""
    source = HERE / "p2pdrv.c"
    program = folder / f"p2pdrv-{hashlib.sha256(source.read_bytes()).hexdigest()[:16]}"
    if not program.exists():
        with inputs.whole(program) as made:
            answer = inputs.run(["cc", "-std=gnu17", "-O1", "-Wall", "-Wextra", "-Werror", "-static", "-o", made, source])
            if answer.returncode:
                raise inputs.Problem(f"p2pdrv cannot be compiled: {answer.stderr.strip()}")
    return program


def initramfs(folder, calls):
    """The bytes of an initramfs with the lines of calls."""
    busybox = shutil.which("busybox")
    if busybox is None:
        raise inputs.Problem("there is no busybox; Tests/KernelLab/deps installs it")
    directory, program, device, link = 0o040755, 0o100755, 0o020600, 0o120777
    files = [(name, directory, b"", (0, 0)) for name in ("bin", "dev", "proc", "sys")]
    files += [
        ("dev/console", device, b"", (5, 1)),
        ("bin/busybox", program, pathlib.Path(busybox).read_bytes(), (0, 0)),
        ("init", program, (HERE / "init").read_bytes(), (0, 0)),
        ("p2pdrv", program, build_driver(folder).read_bytes(), (0, 0)),
        ("calls", 0o100644, "".join(line + "\n" for line in calls).encode(), (0, 0)),
    ]
    for applet in ("mount", "mkdir", "sleep", "uname", "poweroff", "cat", "ln"):
        files.append((f"bin/{applet}", link, b"busybox", (0, 0)))
    return gzip.compress(cpio(files), 1)


@dataclasses.dataclass(frozen=True)
class Kind:
    """What is different from machine to machine."""

    processes: int
    window: int
    pages: int
    cpus: int = 1
    # The disk for I/O does one in a second, so that pages stay pinned for a while.
    has_slow_disk: bool = False
    # Grace periods are short. Not where CPUs are held: none ends there.
    hurries: bool = True
    more: tuple = ()  # arguments of QEMU


def escaped(path):
    """A path among options that commas separate."""
    return str(path).replace(",", ",,")


def command(kernel, ramdisk, disks, kind):
    """The command line of QEMU.

    With `nohz=off` no CPU depends on another that is held for its timers. KVM does nothing for a kernel that waits for its
    serial line most of the time, and is not everywhere. Of a Zen CPU the kernel believes that one device reads the memory of
    another. More than four levels of page tables would be others than the failures of allocations count on.
    """
    parameters = "console=ttyS0 panic=-1 quiet loglevel=1 no_timer_check nohz=off nvme.use_cmb_sqes=0"
    parameters += " rcupdate.rcu_expedited=1" if kind.hurries else ""
    parameters += f' P2PDRV="{kind.processes} {kind.window} {kind.pages}"'
    throttle = ",throttling.iops-total=1" if kind.has_slow_disk else ""
    return [
        "qemu-system-x86_64", "-machine", "q35", "-cpu", "max,la57=off,family=25", "-accel", "tcg,thread=multi",
        "-smp", str(kind.cpus), "-m", "512", "-display", "none", "-serial", "stdio", "-monitor", "none", "-nic", "none",
        "-no-reboot", "-kernel", str(kernel), "-initrd", str(ramdisk), "-append", parameters,
        "-drive", f"if=none,id=disk,file={escaped(disks[0])},format=raw,snapshot=on",
        "-device", "nvme,serial=lab,drive=disk,cmb_size_mb=4",
        "-drive", f"if=none,id=pins,file={escaped(disks[1])},format=raw,snapshot=on{throttle}",
        "-device", "nvme,serial=pins,drive=pins", *kind.more,
    ]  # fmt: skip


class Machine:
    """A machine that has booted, or is about to; ends with what it is for."""

    def __init__(self, folder, kernel, calls, serial, kind):
        folder.mkdir(parents=True, exist_ok=True)
        # QEMU waits for ever where its serial line cannot be written.
        if shutil.disk_usage(folder).free < ROOM:
            raise inputs.Problem(f"{folder} has less than {ROOM >> 20} MiB left")
        disks = [folder / "disk", folder / "disk-for-pins"]
        for disk in disks:
            if not disk.exists():
                with inputs.whole(disk) as made, open(made, "wb") as file:
                    file.truncate(64 << 20)
        ramdisk = initramfs(folder, calls)
        self.ramdisk = serial.with_name(serial.name + ".initramfs")
        self.process = None
        with open(serial, "wb") as output:
            try:
                self.ramdisk.write_bytes(ramdisk)
                with inputs.uninterrupted():
                    self.process = subprocess.Popen(
                        command(kernel, self.ramdisk, disks, kind),
                        stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
                    )  # fmt: skip
            except FileNotFoundError as error:
                self.end()
                raise inputs.Problem(f"there is no {error.filename}; Tests/KernelLab/deps installs it") from error
            except BaseException:
                self.end()
                raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()

    def end(self):
        if self.process and self.is_running():
            self.process.kill()
            self.process.wait()
        self.ramdisk.unlink(missing_ok=True)

    def is_running(self):
        return self.process.poll() is None

    def wait(self, limit):
        """QEMU's exit code; None if it has not ended within so many seconds."""
        try:
            return self.process.wait(limit)
        except subprocess.TimeoutExpired:
            return None


def run(folder, kernel, calls, serial, kind, limit):
    """Boots, has the calls made and writes the serial line to a file; QEMU's exit code, None if it was stopped."""
    with Machine(folder, kernel, calls, serial, kind) as machine:
        return machine.wait(limit)
