"""One dechaff process for a whole partition: JSON Lines go in on a pipe, JSON Lines come out.

A start takes as long as some thirty pages, so a process a record would do little but start. Needs Python's own library alone.
"""

import json
import os
import subprocess
import tempfile
import threading
from collections import deque

# Records that fail leave a line that says why, and make this the exit code.
SOME_FAILED = 2
MESSAGE_BYTES = 2000


class DechaffError(RuntimeError):
    """The process could not be started, or ended before its work was done. Running the partition again may help."""


def command(home, *arguments):
    """The command line of the dechaff package in the folder `home`, with a node of its own in `node/`, or that of the PATH."""
    program = os.path.join(os.path.abspath(home), "bin", "dechaff.js")
    if not os.path.exists(program):
        raise DechaffError(f"{program}: no such file; give the folder of the dechaff package")
    own = os.path.join(os.path.abspath(home), "node", "bin", "node")
    return [own if os.path.exists(own) else "node", program, *arguments]


def to_line(record):
    """A dict as a line of JSON, without its end. What JSON has no form for is written as text."""
    return json.dumps(record, ensure_ascii=False, default=str).encode("utf-8", "replace")


def through(arguments, lines, answers=lambda line: True):
    """Feeds lines (bytes without their end, none of them blank) to a process and yields the lines that come out.

    A thread feeds, so that neither end waits for the other; the pipes hold back whichever is faster. No process is started for no
    lines. `answers` tells whether a line that came out is the answer to one that went in: there must be as many, else
    `DechaffError` is raised with the process's last messages. What is raised while lines are made is raised here.
    """
    lines = iter(lines)
    first = next(lines, None)
    if first is None:
        return
    fed, answered, raised = [0], 0, []
    with tempfile.TemporaryFile() as messages:
        try:
            process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=messages)
        except OSError as error:
            raise DechaffError(f"{arguments[0]}: cannot be started ({error.strerror})") from error

        def feed():
            try:
                with process.stdin:
                    line = first
                    while line is not None:
                        fed[0] += 1
                        process.stdin.write(line + b"\n")
                        line = next(lines, None)
            except BrokenPipeError:
                pass  # It ended: its exit code and its messages say why.
            except BaseException as error:  # noqa: BLE001 - raised again below
                raised.append(error)
                process.kill()

        feeder = threading.Thread(target=feed, daemon=True)
        feeder.start()
        try:
            for line in process.stdout:
                answered += answers(line)
                yield line
            code = process.wait()
            feeder.join()
        finally:
            process.kill()
            process.wait()
            process.stdout.close()
        if raised:
            raise raised[0]
        if code not in (0, SOME_FAILED) or answered != fed[0]:
            messages.seek(max(0, messages.seek(0, os.SEEK_END) - MESSAGE_BYTES))
            last = messages.read().decode("utf-8", "replace").strip()
            raise DechaffError(f"dechaff ended with {code} after {answered} of {fed[0]} records: {last}")


def clean(home, items, to_record, options=()):
    """Cleans items in their order and yields each with the line (bytes) that came out for it, which has `error` where it failed.

    `to_record(item)` gives the record of an item: a dict, or a line of JSON. `options` are flags of `dechaff clean`.
    """
    waiting = deque()

    def lines():
        for item in items:
            record = to_record(item)
            waiting.append(item)
            yield record if isinstance(record, bytes) else to_line(record)

    arguments = command(home, "clean", "--from", "jsonl", "--jobs", "1", "--quiet", *options, "-")
    for line in through(arguments, lines()):
        yield waiting.popleft(), line


def observe(home, lines, options=()):
    """Yields what records (lines of JSON) add to the counts of their sites, as lines of JSON; those that add nothing leave an `error`.

    `options` are flags of `dechaff learn`.
    """
    arguments = command(home, "learn", "--observations", "--from", "jsonl", "--jobs", "1", *options, "-")
    # Quotes within a string are escaped: neither can stand in a text.
    return through(arguments, lines, lambda line: b'"kind":"site"' in line or line.startswith(b'{"id":'))
