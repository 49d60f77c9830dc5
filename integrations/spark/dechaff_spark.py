"""dechaff on Apache Spark: clean records, and count what repeats on the pages of each site, on as many machines as there are.

    spark-submit --py-files dechaff_pipe.py --archives dechaff.tar.gz#dechaff dechaff_spark.py clean IN -o OUT

    clean  IN -o OUT          pages cleaned
    count  IN -o COUNTS       what repeats on them
    merge  COUNTS... -o ALL   counts of several runs
    select COUNTS -o FEW      of counts, what may become a signature, for `dechaff learn freeze FEW`

IN is JSON Lines, packed or not, or Parquet; flags of dechaff itself go behind `--`. Counting is done by the statements in `sql/`,
which DuckDB runs too: the counts are the same, row for row, and so are the signatures. See docs/spark.md.
"""

import argparse
import io
import json
import os
import sys
from functools import reduce

import pyarrow as pa
import pyarrow.json
from dechaff_pipe import clean, observe
from pyspark import SparkFiles
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.functions import struct, to_json
from pyspark.sql.types import LongType, StringType, StructField, StructType

# Name of the package's folder on every executor: what stands behind # in `--archives dechaff.tar.gz#dechaff`.
HOME = "dechaff"
# Lines that become one piece of a table.
ROWS = 20_000
FORMS = ("auto", "jsonl", "parquet")

COLUMNS = (
    "site kind key role template documents article first_seen last_seen place_1 place_2 place_3 place_4 place_5 variety low high"
).split()
NUMBERS = {"documents", "article", "place_1", "place_2", "place_3", "place_4", "place_5", "variety"}
OBSERVED = StructType(
    [StructField(name, LongType() if name in NUMBERS else StringType()) for name in [*COLUMNS, "error"]]
)


def home_of(name: str) -> str:
    """The package's folder: a path, or the name of an archive that Spark unpacked."""
    return name if os.path.exists(name) else SparkFiles.get(name)


def statement(name: str, home: str = HOME) -> str:
    """A statement of the package's `sql/`."""
    with open(os.path.join(home_of(home), "sql", f"{name}.sql"), encoding="utf-8") as file:
        return file.read()


def clean_lines(lines: DataFrame, home: str = HOME, options=(), failed=None) -> DataFrame:
    """Cleans JSON Lines, a table with one column `value` as `spark.read.text` gives it: the same with the clean records, in their order.

    A record that fails is `{"id", "line", "error"}`, where `line` counts within its partition; the accumulator `failed` counts them.
    """

    def run(batches):
        done = (line.rstrip(b"\n") for _, line in clean(home_of(home), _values(batches), bytes, options))
        for some in _groups(_counting(done, failed)):
            yield pa.record_batch([pa.array(some, pa.string())], ["value"])

    return lines.mapInArrow(run, "value string")


def clean_table(
    table: DataFrame,
    home: str = HOME,
    options=(),
    failed=None,
    text_field: str = "text",
    html_field: str = "html",
    site_field: str | None = None,
) -> DataFrame:
    """Cleans a table with a column of HTML or of text, a page a row: its columns less the HTML, then `text` and `dechaff` (JSON).

    Of a row that fails `text` is null and `dechaff` says why. Fields may be named; columns that dechaff does not read stay here.
    """
    names = dict.fromkeys(["id", "url", text_field, html_field, site_field])
    sent = [name for name in names if name in table.columns]
    flags = ["--text-field", text_field, "--html-field", html_field, *(["--site-field", site_field] if site_field else [])]
    kept = [field for field in table.schema.fields if field.name not in (html_field, "text", "dechaff")]
    schema = StructType([*kept, StructField("text", StringType()), StructField("dechaff", StringType())])

    def run(batches):
        waiting = []

        def rows():
            for batch in batches:
                if batch.num_rows > 0:
                    waiting.append(batch)
                    yield from batch.select(sent).to_pylist()

        cleaned = clean(home_of(home), rows(), _without_nulls, [*flags, *options])
        done = []
        for line in _counting((line for _, line in cleaned), failed):
            done.append(_text_and_summary(json.loads(line)))
            if len(done) == waiting[0].num_rows:
                batch = waiting.pop(0).select([field.name for field in kept])
                columns = [pa.array(column, pa.string()) for column in zip(*done)]
                yield pa.record_batch([*batch.columns, *columns], [*batch.schema.names, "text", "dechaff"])
                done = []

    return table.mapInArrow(run, schema)


def observe_lines(lines: DataFrame, home: str = HOME, options=(), failed=None) -> DataFrame:
    """What records (column `value`: JSON) add to the counts of their sites; in a column `error` why some add nothing."""
    schema = pa.schema([(field.name, pa.int64() if field.name in NUMBERS else pa.string()) for field in OBSERVED])
    parsing = pa.json.ParseOptions(explicit_schema=schema, unexpected_field_behavior="ignore")

    def run(batches):
        for some in _groups(observe(home_of(home), _values(batches), options)):
            block = b"".join(some)
            table = pa.json.read_json(io.BytesIO(block), pa.json.ReadOptions(block_size=len(block) + 1), parsing)
            if failed is not None:
                failed.add(len(some) - table.column("error").null_count)
            yield from table.select(schema.names).to_batches()

    return lines.mapInArrow(run, OBSERVED)


def count(observations: DataFrame, home: str = HOME) -> DataFrame:
    """Observations to counts, and counts to counts: `sql/count.sql`."""
    observed = observations.where("error IS NULL") if "error" in observations.columns else observations
    observed.createOrReplaceTempView("observations")
    return observed.sparkSession.sql(statement("count", home))


def select(counts: DataFrame, least: int, home: str = HOME) -> DataFrame:
    """Of counts, what may become a signature: `sql/select.sql`. `least`: fewest documents."""
    counts.createOrReplaceTempView("counts")
    return counts.sparkSession.sql(statement("select", home).replace("{least}", str(least)))


def _values(batches):
    for batch in batches:
        for value in batch.column(0).to_pylist():
            if value and not value.isspace():
                yield value.encode()


def _groups(items):
    some = []
    for item in items:
        some.append(item)
        if len(some) == ROWS:
            yield some
            some = []
    if some:
        yield some


def _counting(lines, failed):
    for line in lines:
        # A record's own fields stand as they came: of those that dechaff writes of a failure, `line` is second.
        if failed is not None and _is_fault(line):
            failed.add(1)
        yield line


def _is_fault(line):
    return line.startswith(b'{"id":') and b'"error":' in line and json.loads(line).keys() == {"id", "line", "error"}


def _without_nulls(row):
    return {name: value for name, value in row.items() if value is not None}


def _text_and_summary(record):
    if "dechaff" in record:
        return record.get("text"), json.dumps(record["dechaff"], ensure_ascii=False, separators=(",", ":"))
    return None, json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def read(spark: SparkSession, path: str, form: str = "auto", partitions: int | None = None) -> DataFrame:
    """A table of records: one column `value` with JSON, or the columns of Parquet files."""
    if form == "auto":
        form = "parquet" if path.rstrip("/").endswith(".parquet") else "jsonl"
    table = spark.read.parquet(path) if form == "parquet" else spark.read.text(path)
    return table.repartition(partitions) if partitions else table


def as_lines(table: DataFrame, *fields: str | None) -> DataFrame:
    """Rows as JSON Lines, of the fields that are named and there; lines stay what they are."""
    if table.columns == ["value"]:
        return table
    names = [name for name in dict.fromkeys(["id", "url", *fields]) if name in table.columns]
    return table.select(to_json(struct(*names)).alias("value"))


def parse_arguments(argv: list[str]) -> argparse.Namespace:
    cut = argv.index("--") if "--" in argv else len(argv)
    parser = argparse.ArgumentParser(prog="dechaff_spark.py", description="dechaff on Apache Spark; see docs/spark.md")
    parser.add_argument("step", choices=("clean", "count", "merge", "select"))
    parser.add_argument("paths", nargs="+", metavar="IN")
    parser.add_argument("-o", "--out", required=True, help="folder to write; it must not be there yet")
    parser.add_argument("--home", default=HOME, help="folder of the dechaff package, or name of its archive")
    parser.add_argument("--from", dest="form", choices=FORMS, default="auto")
    parser.add_argument("--partitions", type=int, help="parts to cut the input into; else as Spark reads it")
    parser.add_argument("--text-field", default="text")
    parser.add_argument("--html-field", default="html")
    parser.add_argument("--site-field")
    parser.add_argument("--date-field", default="date")
    parser.add_argument("--min-documents", type=int, default=4, help="of select: fewest pages of a site")
    arguments = parser.parse_args(argv[:cut])
    arguments.options = argv[cut + 1 :]
    return arguments


def main(argv: list[str]) -> int:
    """Runs a step. Returns the exit code: 2 where records failed, as dechaff itself does."""
    given = parse_arguments(argv)
    spark = SparkSession.builder.appName(f"dechaff {given.step}").getOrCreate()
    failed = spark.sparkContext.accumulator(0)
    fields = ["--text-field", given.text_field, "--html-field", given.html_field]
    if given.site_field:
        fields += ["--site-field", given.site_field]
    if given.step in ("merge", "select"):
        counts = spark.read.parquet(*given.paths)
        done = count(counts, given.home) if given.step == "merge" else select(counts, given.min_documents, given.home)
        done.write.parquet(given.out, compression="zstd")
        return 0
    table = reduce(DataFrame.union, (read(spark, path, given.form, given.partitions) for path in given.paths))
    if given.step == "count":
        lines = as_lines(table, given.text_field, given.html_field, given.site_field, given.date_field)
        options = [*fields, "--date-field", given.date_field, *given.options]
        count(observe_lines(lines, given.home, options, failed), given.home).write.parquet(
            given.out, compression="zstd"
        )
    elif table.columns == ["value"]:
        clean_lines(table, given.home, [*fields, *given.options], failed).write.text(given.out, compression="gzip")
    else:
        clean_table(
            table, given.home, given.options, failed, given.text_field, given.html_field, given.site_field
        ).write.parquet(given.out, compression="zstd")
    if failed.value:
        print(f"dechaff: {failed.value} records failed; {_where(given.step)}", file=sys.stderr)
    return 2 if failed.value else 0


def _where(step):
    return "their lines say why" if step == "clean" else "they are in no count"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
