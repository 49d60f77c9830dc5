"""What counting costs on Spark: rows and bytes a page, bytes that go through the shuffle, seconds of the executors' tasks.

    PYTHONPATH=integrations/pipe:integrations/spark .cache/integrations/bin/python bench/spark.py PAGES.jsonl
"""

import json
import os
import sys
import tempfile
import time
from pathlib import Path

from dechaff_spark import count, observe_lines, read, select
from pyspark.sql import SparkSession

ROOT = Path(__file__).resolve().parents[1]


def size(folder):
    return sum(file.stat().st_size for file in Path(folder).rglob("*.parquet"))


def metrics(folder):
    """Sums over all tasks of the event log."""
    total = {"tasks": 0, "seconds": 0.0, "shuffle bytes": 0, "shuffle rows": 0, "spilled bytes": 0}
    for file in Path(folder).rglob("events_*"):
        for line in file.open(encoding="utf-8"):
            event = json.loads(line)
            if event["Event"] != "SparkListenerTaskEnd" or not event.get("Task Metrics"):
                continue
            task = event["Task Metrics"]
            total["tasks"] += 1
            total["seconds"] += task["Executor Run Time"] / 1000
            total["shuffle bytes"] += task["Shuffle Write Metrics"]["Shuffle Bytes Written"]
            total["shuffle rows"] += task["Shuffle Write Metrics"]["Shuffle Records Written"]
            total["spilled bytes"] += task["Disk Bytes Spilled"]
    return total


def main(pages):
    os.environ["PYSPARK_PYTHON"] = sys.executable
    work = tempfile.mkdtemp()
    events = Path(work) / "events"
    events.mkdir()
    spark = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.eventLog.enabled", "true")
        .config("spark.eventLog.compress", "false")
        .config("spark.eventLog.dir", f"file://{events}")
        .config("spark.sql.shuffle.partitions", "8")
        .getOrCreate()
    )
    started = time.monotonic()
    counted = count(observe_lines(read(spark, pages, partitions=4), str(ROOT)), str(ROOT))
    counted.write.parquet(f"{work}/counts", compression="zstd")
    seconds = time.monotonic() - started
    counts = spark.read.parquet(f"{work}/counts")
    select(counts, 4, str(ROOT)).write.parquet(f"{work}/few", compression="zstd")
    few = spark.read.parquet(f"{work}/few")
    lines = {
        "pages": sum(1 for line in open(pages, encoding="utf-8") if line.strip()),
        "bytes": os.path.getsize(pages),
        "seconds": round(seconds, 1),
        "counts": counts.count(),
        "bytes of counts": size(f"{work}/counts"),
        "selected": few.count(),
        "bytes of selected": size(f"{work}/few"),
    }
    spark.stop()
    print(json.dumps({**lines, **metrics(events)}, indent=2))


main(sys.argv[1])
