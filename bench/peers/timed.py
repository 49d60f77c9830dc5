"""Times an extractor over pages that it holds in memory, for each line it is asked on standard input."""

import gzip
import json
import multiprocessing
import resource
import sys
import time
from pathlib import Path

# On some pages a tool takes memory without end: such a page is one it cannot do.
MOST_BYTES = 2 << 30
MOST_SECONDS = 20


def serve(extract):
    """Answers `check` with the pages that it cannot do, `skip` leaves pages out, `round` tells seconds and peak memory."""
    pages = {path: gzip.decompress(Path(path).read_bytes()) for path in json.loads(Path(sys.argv[1]).read_text())}
    for line in sys.stdin:
        ask = json.loads(line)
        answer = {}
        if "skip" in ask:
            pages = {path: page for path, page in pages.items() if path not in ask["skip"]}
        elif "check" in ask:
            answer = {"failed": [path for path, page in pages.items() if not can_do(extract, page)]}
        else:
            wall, own = time.perf_counter(), time.process_time()
            for page in pages.values():
                extract(page)
            answer = {
                "wall": time.perf_counter() - wall,
                "own": time.process_time() - own,
                "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            }
        print(json.dumps(answer), flush=True)


def can_do(extract, page):
    process = multiprocessing.get_context("fork").Process(target=try_page, args=(extract, page))
    process.start()
    process.join()
    return process.exitcode == 0


def try_page(extract, page):
    # What a fork says when it dies is not of interest.
    sys.stderr = open("/dev/null", "w")
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    extract(page)
