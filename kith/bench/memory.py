"""What a tree of processes takes of the machine's memory (Linux)."""

from pathlib import Path


def children_of(pid: int) -> list[int]:
    """The process and all below it."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += children_of(int(child))
    return found


def pss(pid: int) -> dict[int, float]:
    """Megabytes of proportional set size of a process and all below it, by process id."""
    found = {}
    for process in children_of(pid):
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
        kilobytes = next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
        found[process] = kilobytes / 1024
    return found
