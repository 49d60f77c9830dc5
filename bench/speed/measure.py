"""Runs a command with a file as its input, `measure.py FILE COMMAND...`: one JSON line {wall, own, peak, code}, in seconds and MB, on standard output. Its own output goes nowhere."""

import json
import os
import subprocess
import sys
import time

start = time.perf_counter()
process = subprocess.Popen(sys.argv[2:], stdin=open(sys.argv[1], "rb"), stdout=subprocess.DEVNULL)
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
