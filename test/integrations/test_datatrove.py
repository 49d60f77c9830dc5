"""The real datatrove: its local executor, readers and writers around the block."""

import gzip
import json

import pytest
from conftest import ROOT, dechaff, pages, starts, write_lines
from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter
from dechaff_datatrove import Dechaff
from dechaff_pipe import DechaffError

HOME = str(ROOT)


def run(folder, *steps, tasks=1):
    executor = LocalPipelineExecutor(pipeline=list(steps), tasks=tasks, workers=1, logging_dir=str(folder / "logs"))
    return executor.run()


def records(folder):
    found = [json.loads(line) for file in sorted(folder.glob("*.jsonl.gz")) for line in gzip.open(file, "rt")]
    return {record["id"]: record for record in found}


@pytest.fixture
def crawl(tmp_path):
    """Three files of pages."""
    (tmp_path / "crawl").mkdir()
    all_pages = list(pages())
    for i in range(3):
        write_lines(tmp_path / f"crawl/{i}.jsonl", all_pages[i::3])
    return tmp_path


def test_a_pipeline_cleans_as_dechaff_does(crawl):
    run(crawl, JsonlReader(str(crawl / "crawl")), Dechaff(HOME), JsonlWriter(str(crawl / "clean")), tasks=3)
    dechaff(crawl / "crawl", "-o", crawl / "ours.jsonl")
    ours = {page["id"]: page for page in map(json.loads, (crawl / "ours.jsonl").read_text().splitlines())}
    theirs = records(crawl / "clean")
    assert len(theirs) == 36
    assert {key: page["text"] for key, page in theirs.items()} == {key: page["text"] for key, page in ours.items()}
    assert theirs["upper-weir.example-3"]["metadata"]["dechaff"] == ours["upper-weir.example-3"]["dechaff"]
    assert theirs["upper-weir.example-3"]["metadata"]["rank"] == 3


def test_a_task_has_one_process_and_one_without_documents_none(crawl, home):
    run(crawl, JsonlReader(str(crawl / "crawl")), Dechaff(str(home)), tasks=5)
    assert starts(home) == 3


def test_signatures_are_applied(crawl, folder):
    block = Dechaff(HOME, options=["--signatures", str(folder / "signatures")])
    run(crawl, JsonlReader(str(crawl / "crawl")), block, JsonlWriter(str(crawl / "clean")))
    assert not any("enquire within" in page["text"] for page in records(crawl / "clean").values())


def test_html_is_cleaned():
    html = "<html><body><nav><a href='/'>Home</a></nav><p>The ferryman mended two slates before anyone on the quay woke.</p></body></html>"
    [document] = Dechaff(HOME, html=True)([Document(text=html, id="a", metadata={"url": "https://upper-weir.example/1"})])
    assert document.text.strip() == "The ferryman mended two slates before anyone on the quay woke."


def test_what_is_dropped_goes_to_the_exclusion_writer_with_its_reason(tmp_path):
    writer = JsonlWriter(str(tmp_path / "out"))
    block = Dechaff(HOME, options=["--max-record-size", "1KB"], exclusion_writer=writer)
    story = "The treasurer said that no coin of the fund had ever been spent on anything but slates and rope."
    documents = [
        Document(text=story, id="kept"),
        Document(text="", id="nothing"),
        Document(text=story * 20, id="large"),
    ]
    assert [document.id for document in block(documents)] == ["kept"]
    dropped = records(tmp_path / "out")
    assert dropped["nothing"]["metadata"]["filter_reason"] == "empty"
    assert "larger than" in dropped["large"]["metadata"]["filter_reason"]
    assert block.stats["dropped_failed"].total == 1
    assert block.stats["forwarded"].total == 1


def test_a_process_that_dies_fails_the_task_and_says_why(home):
    (home / "before").write_text("echo no memory left >&2; exit 9\n")
    with pytest.raises(DechaffError, match="ended with 9 after 0 of 1 records: no memory left"):
        list(Dechaff(str(home))([Document(text="One line.", id="a")]))


def test_an_error_of_what_comes_before_is_raised_as_it_is():
    def broken():
        yield Document(text="One line.", id="a")
        raise KeyError("reader")

    with pytest.raises(KeyError, match="reader"):
        list(Dechaff(HOME)(broken()))


def test_a_folder_without_dechaff_is_named(tmp_path):
    with pytest.raises(DechaffError, match="give the folder of the dechaff package"):
        list(Dechaff(str(tmp_path))([Document(text="One line.", id="a")]))
