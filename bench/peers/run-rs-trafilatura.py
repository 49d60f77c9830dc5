"""Writes what rs-trafilatura makes of the pages under a folder: one JSON line {id, text} a page, id = set/page.

Each page has a process of its own with limits: on some pages it takes memory without end. Such a page is an empty text.
"""

import gzip
import json
import multiprocessing
import resource
import sys
from pathlib import Path

from rs_trafilatura import extract

MOST_BYTES = 2 << 30
MOST_SECONDS = 30


def answer(html, out):
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    out.send(extract(html).main_content or "")


def extract_apart(html):
    """The page's text, or None where the process ended without one."""
    here, there = fork.Pipe(duplex=False)
    process = fork.Process(target=answer, args=(html, there))
    process.start()
    there.close()
    try:
        return here.recv()
    except EOFError:
        return None
    finally:
        process.join()


fork = multiprocessing.get_context("fork")
root = Path(sys.argv[1])
for path in sorted(root.glob("*/*.html.gz")):
    name = path.relative_to(root).as_posix().removesuffix(".html.gz")
    text = extract_apart(gzip.decompress(path.read_bytes()).decode("utf-8"))
    if text is None:
        print(f"rs-trafilatura failed on {name}", file=sys.stderr)
    print(json.dumps({"id": name, "text": text or ""}), flush=True)
