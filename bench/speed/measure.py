"""Runs a command: one JSON line {wall, own, peak, code}, in seconds and MB, on standard output. Its own output goes nowhere."""

import json
import os
import subprocess
import sys
import time

start = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
print(
    json.dumps(
        {
            "wall": time.perf_counter() - start,
            "own": usage.ru_utime + usage.ru_stime,
            "peak": usage.ru_maxrss / 1024,
            "code": os.waitstatus_to_exitcode(status),
        }
    )
)
