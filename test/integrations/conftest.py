"""Pages of three sites, the command line, and a Spark of two cores that is started once."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WORDS = "mended sold painted counted carried lost found weighed borrowed forgot".split()
THINGS = "eleven slates|the tall ladder|a leaking boat|two bells|some plum trees|old maps|a sack of coal".split("|")
PLACES = "at the quay|below the mill|behind the chapel|on a steep lane|in deep snow|near the old lock".split("|")
SITES = {
    "harbour-lantern.example": "The Harbour Lantern reads every letter that is left under its red door.",
    "upper-weir.example": "Keep the Upper Weir on your shelf: back numbers are sold on market days.",
    "tern-island.example": "Tern Island is printed on paper made of last week's Tern Island.",
}


def story(site, page):
    """Sentences that no two pages share."""
    at = page * 7919 + len(site) * 104729 + 13
    sentences = []
    for _ in range(4):
        parts = []
        for words in (WORDS, THINGS, PLACES, WORDS, THINGS, PLACES):
            at = at * 48271 % 2147483647
            parts.append(words[at % len(words)])
        sentences.append(
            f"On day {page} the keeper {parts[0]} {parts[1]} {parts[2]}, and before {at % 97} people had heard "
            f"of it her cousin {parts[3]} {parts[4]} {parts[5]}."
        )
    return sentences


def pages(count=12):
    """Pages of all sites, as records."""
    for site, imprint in SITES.items():
        for page in range(count):
            paragraphs = [
                f"What the keeper of lock {page} saw",
                *story(site, page),
                f"{30 + page},000 per annum: {'ABCDEF'[page % 6]}rden Mills: enquire within",
                imprint,
            ]
            yield {
                "id": f"{site}-{page}",
                "url": f"https://www.{site}/{page}",
                "date": f"2024-05-{page + 1:02d}",
                "text": "\n\n".join(paragraphs),
                "rank": page,
            }


def write_lines(path, records):
    path.write_text("".join(f"{r if isinstance(r, str) else json.dumps(r)}\n" for r in records), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """Records, some that cannot be read among them, and what dechaff itself makes of them."""
    at = tmp_path_factory.mktemp("pages")
    records = list(pages())
    write_lines(at / "pages.jsonl", [*records[:5], "broken", "", {"id": "lost"}, *records[5:]])
    for shard in (1, 2):
        dechaff("learn", at / "pages.jsonl", "--shard", f"{shard}/2", "--partial", "-o", at / f"counts-{shard}.parquet", code=None)
    dechaff("learn", at / "pages.jsonl", "--partial", "-o", at / "counts.parquet", code=2)
    dechaff("learn", at / "pages.jsonl", "-o", at / "signatures", code=2)
    return at


def dechaff(*arguments, code=0):
    """Runs the command line and returns what it wrote. `code`: the exit code it must have; None for any."""
    done = subprocess.run(
        ["node", ROOT / "bin/dechaff.js", *map(str, arguments)], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert code in (None, done.returncode), done.stderr
    return done.stdout


def files(folder):
    """Every file below a folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def home(tmp_path):
    """The package with a node of its own that notes each start, and does first what a test writes into `before`."""
    at = tmp_path / "home"
    (at / "node/bin").mkdir(parents=True)
    for name in ("bin", "dist", "generated", "rules", "sql", "package.json", "node_modules"):
        (at / name).symlink_to(ROOT / name)
    node = at / "node/bin/node"
    node.write_text(f'#!/bin/sh\necho $$ >> {at}/starts\n[ -f {at}/before ] && . {at}/before\nexec node "$@"\n')
    node.chmod(node.stat().st_mode | stat.S_IEXEC)
    return at


def starts(home):
    return len((home / "starts").read_text().splitlines()) if (home / "starts").exists() else 0


@pytest.fixture(scope="session")
def spark(tmp_path_factory):
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[2,3]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.local.dir", str(tmp_path_factory.mktemp("spark")))
        .config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("warehouse")))
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    for module in ("pipe/dechaff_pipe.py", "spark/dechaff_spark.py"):
        session.sparkContext.addPyFile(str(ROOT / "integrations" / module))
    yield session
    session.stop()
