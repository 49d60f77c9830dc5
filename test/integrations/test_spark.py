"""Real Spark, two cores of it: what it counts and cleans is what dechaff itself does, row for row and byte for byte."""

import gzip
import json
import os
import subprocess
import sys

import pyarrow.parquet as pq
import pytest
from conftest import ROOT, dechaff, files, pages, starts
from dechaff_spark import (
    as_lines,
    clean_lines,
    clean_table,
    count,
    observe_lines,
    read,
    select,
)

HOME = str(ROOT)


def rows(*paths):
    """The rows of Parquet files, sorted."""
    found = [row for path in paths for row in pq.read_table(path).to_pylist()]
    return sorted(found, key=lambda row: (row["site"], row["kind"], row["key"], row["role"]))


def counted(spark, folder, failed=None):
    return count(observe_lines(read(spark, str(folder / "pages.jsonl"), partitions=3), HOME, failed=failed), HOME)


def test_counts_are_those_of_duckdb_row_for_row(spark, folder, tmp_path):
    failed = spark.sparkContext.accumulator(0)
    counted(spark, folder, failed).write.parquet(str(tmp_path / "counts"))
    ours, theirs = rows(folder / "counts.parquet"), rows(tmp_path / "counts")
    assert len(theirs) > 500
    assert theirs == ours
    assert failed.value == 2


def test_merging_is_that_of_duckdb_row_for_row(spark, folder, tmp_path):
    parts = [folder / "counts-1.parquet", folder / "counts-2.parquet"]
    count(spark.read.parquet(*map(str, parts)), HOME).write.parquet(str(tmp_path / "merged"))
    assert rows(tmp_path / "merged") == rows(folder / "counts.parquet")


@pytest.mark.parametrize("way", ["spark", "spark, selected", "spark over counts of shards", "three steps"])
def test_signatures_are_the_same_bytes(spark, folder, tmp_path, way):
    counts = tmp_path / "counts"
    parts = [folder / "counts-2.parquet", folder / "counts-1.parquet"]
    if way == "spark":
        counted(spark, folder).write.parquet(str(counts))
    elif way == "spark, selected":
        select(counted(spark, folder), 4, HOME).write.parquet(str(counts))
    elif way == "three steps":
        dechaff("learn", "merge", *parts, "-o", counts)
    else:
        count(spark.read.parquet(*map(str, parts)), HOME).write.parquet(str(counts))
    dechaff("learn", "freeze", counts, "-o", tmp_path / "signatures")
    assert len(files(folder / "signatures")) == 3
    assert files(tmp_path / "signatures") == files(folder / "signatures")


def test_what_is_selected_is_a_small_part(spark, folder):
    counts = counted(spark, folder).cache()
    assert 0 < select(counts, 4, HOME).count() < counts.count() / 3


def test_lines_are_cleaned_as_dechaff_cleans_them(spark, folder):
    lines = [row.value for row in clean_lines(read(spark, str(folder / "pages.jsonl")), HOME).collect()]
    expected = dechaff(folder / "pages.jsonl", code=2).splitlines()
    assert [without_line(json.loads(line)) for line in lines] == [without_line(json.loads(line)) for line in expected]


def without_line(record):
    """Blank lines are lines of a file, and are left out before a partition's are counted."""
    return {name: value for name, value in record.items() if name != "line"}


def test_rows_are_cleaned_as_dechaff_cleans_them(spark, tmp_path):
    table = spark.createDataFrame([{**page, "html": None} for page in pages()], "id string, url string, date string, text string, rank int, html string")
    table.coalesce(1).write.parquet(str(tmp_path / "in.parquet"))
    [file] = (tmp_path / "in.parquet").glob("*.parquet")
    dechaff(file, "-o", tmp_path / "ours.parquet")
    clean_table(read(spark, str(tmp_path / "in.parquet")), HOME).coalesce(1).write.parquet(str(tmp_path / "theirs"))
    ours = pq.read_table(tmp_path / "ours.parquet").to_pylist()
    theirs = pq.read_table(tmp_path / "theirs").to_pylist()
    assert [parsed(row) for row in theirs] == [parsed(row) for row in ours]
    assert theirs[0]["rank"] == 0


def parsed(row):
    dechaff_ = row["dechaff"]
    return {**row, "dechaff": json.loads(dechaff_) if isinstance(dechaff_, str) else dechaff_}


def test_a_row_that_fails_says_why_and_the_others_are_cleaned(spark):
    failed = spark.sparkContext.accumulator(0)
    table = spark.createDataFrame([("a", "One line that is a story of its own."), ("b", None), ("c", "Another line.")], "id string, text string")
    done = clean_table(table.coalesce(1), HOME, failed=failed).collect()
    assert [row.id for row in done] == ["a", "b", "c"]
    assert done[1].text is None
    assert 'has neither' in json.loads(done[1].dechaff)["error"]
    assert failed.value == 1


def test_rows_are_counted_as_lines_are(spark, folder, tmp_path):
    table = spark.createDataFrame(list(pages()), "id string, url string, date string, text string, rank int")
    count(observe_lines(as_lines(table, "text", "html", "date"), HOME), HOME).write.parquet(str(tmp_path / "counts"))
    assert rows(tmp_path / "counts") == rows(folder / "counts.parquet")


def test_signatures_are_applied_on_executors(spark, folder):
    lines = read(spark, str(folder / "pages.jsonl"))
    plain, signed = (
        [json.loads(row.value).get("text", "") for row in clean_lines(lines, HOME, options).collect()]
        for options in ((), ("--signatures", str(folder / "signatures")))
    )
    assert sum("enquire within" in text for text in plain) > 0
    assert sum("enquire within" in text for text in signed) == 0


def test_a_partition_has_one_process(spark, folder, home):
    lines = read(spark, str(folder / "pages.jsonl"), partitions=2)
    assert clean_lines(lines, str(home)).count() == 38
    assert starts(home) == 2


def test_a_process_that_dies_costs_its_task_another_try(spark, folder, home):
    # The first start ends as one does that ran out of memory.
    (home / "before").write_text(f'[ "$(wc -l < {home}/starts)" -eq 1 ] && kill -9 $$\n')
    lines = read(spark, str(folder / "pages.jsonl"))
    done = [row.value for row in clean_lines(lines, str(home)).collect()]
    assert len(done) == 38
    assert starts(home) == 2


def test_a_process_that_always_fails_fails_the_job_and_says_why(spark, folder):
    with pytest.raises(Exception, match="unknown option '--no-such-flag'"):
        clean_lines(read(spark, str(folder / "pages.jsonl")), HOME, ["--no-such-flag"]).collect()


def test_a_take_of_few_ends_the_process(spark, folder):
    assert len(clean_lines(read(spark, str(folder / "pages.jsonl")), HOME).take(3)) == 3


def submit(*arguments, archive):
    """Runs the script as a cluster's user does, in a process of its own, where dechaff comes in an archive."""
    spark_submit = os.path.join(os.path.dirname(sys.executable), "spark-submit")
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    environment.pop("PYTHONPATH", None)
    integrations = ROOT / "integrations"
    return subprocess.run(
        [
            spark_submit,
            "--master", "local[2]",
            "--conf", "spark.ui.enabled=false",
            "--py-files", integrations / "pipe/dechaff_pipe.py",
            "--archives", f"{archive}#dechaff",
            integrations / "spark/dechaff_spark.py",
            *map(str, arguments),
        ],
        capture_output=True, text=True, env=environment, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    at = tmp_path_factory.mktemp("archive") / "dechaff.tar.gz"
    subprocess.run([ROOT / "integrations/spark/pack.sh", at], check=True)
    return at


def test_the_script_counts_and_cleans_with_nothing_but_its_archive(folder, tmp_path, archive):
    done = submit("count", folder / "pages.jsonl", "-o", tmp_path / "counts", archive=archive)
    # Spark hands on what a script says on either stream as standard output.
    assert (done.returncode, "dechaff: 2 records failed" in done.stdout) == (2, True), done.stderr
    dechaff("learn", "freeze", tmp_path / "counts", "-o", tmp_path / "signatures")
    assert files(tmp_path / "signatures") == files(folder / "signatures")
    done = submit("clean", folder / "pages.jsonl", "-o", tmp_path / "clean", "--", "--spans", archive=archive)
    assert done.returncode == 2, done.stderr
    lines = [line for file in sorted((tmp_path / "clean").glob("*.gz")) for line in gzip.open(file, "rt")]
    assert len(lines) == 38
    assert "spans" in json.loads(lines[0])["dechaff"]
