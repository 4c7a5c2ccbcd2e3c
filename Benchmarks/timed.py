"""Runs a command and prints what it took, as JSON: a process of its own and small, because Linux counts the
memory of whoever starts a command into that command's peak.

usage: timed.py CORES COMMAND...        CORES: 0 or 0,1; - for all
"""

import json
import os
import subprocess
import sys
import time

cores, command = sys.argv[1], sys.argv[2:]
if cores != "-":
    os.sched_setaffinity(0, {int(core) for core in cores.split(",")})
started = time.monotonic()
child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
printed = child.stdout.read(1 << 16)
_, status, usage = os.wait4(child.pid, 0)
result = {
    "exit": os.waitstatus_to_exitcode(status),
    "cpu": usage.ru_utime + usage.ru_stime,
    "wall": time.monotonic() - started,
    "mb": usage.ru_maxrss / 1024,
    "printed": printed.decode("utf-8", "replace"),
}
print(json.dumps(result))
