"""dechaff as a block of datatrove: one long-lived process a task, whatever the executor (local, Slurm, Ray).

    from dechaff_datatrove import Dechaff

    pipeline = [JsonlReader("crawl/"), Dechaff("/opt/dechaff"), JsonlWriter("clean/")]
"""

import contextlib
import json

from datatrove.data import Document, DocumentsPipeline
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.writers.disk_base import DiskWriter
from datatrove.utils.typeshelper import StatHints
from dechaff_pipe import clean


class Dechaff(PipelineStep):
    """Cleans documents: their text becomes the clean text, in their order, and `metadata["dechaff"]` says what went.

    A document that fails, or of which nothing stays, goes to the exclusion writer with `metadata["filter_reason"]`: what
    dechaff said of it, or `empty`. Counted as `dropped_failed` and `dropped_empty`.

    Args:
        home: folder of the dechaff package, built, on the machine that runs the task
        html: whether the texts are HTML, as `WarcReader` gives them
        options: flags of `dechaff clean`, such as `["--signatures", "/data/signatures"]`
        site_field: name in the metadata of a document's site; else it is the domain of `metadata["url"]`
        exclusion_writer: takes the documents that are dropped, with the text they came with
    """

    type = "🛢 - EXTRAC"
    name = "dechaff"

    def __init__(
        self,
        home: str,
        html: bool = False,
        options: list[str] | None = None,
        site_field: str | None = None,
        exclusion_writer: DiskWriter | None = None,
    ):
        super().__init__()
        self.home = home
        self.html = html
        self.names = ("url",) if site_field is None else ("url", site_field)
        self.options = [*(["--site-field", site_field] if site_field else []), *(options or [])]
        self.exclusion_writer = exclusion_writer

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        with self.exclusion_writer or contextlib.nullcontext() as writer:
            for document, line in self._timed(clean(self.home, data or (), self._record, self.options)):
                self.stat_update(StatHints.total)
                record = json.loads(line)
                text = record.get("text", "")
                reason = record.get("error") or ("empty" if not text.strip() else None)
                if reason is None:
                    document.text = text
                    document.metadata["dechaff"] = record["dechaff"]
                    self.stat_update(StatHints.forwarded)
                    self.stat_update("removed_paragraphs", value=record["dechaff"]["removed"])
                    self.update_doc_stats(document)
                    yield document
                    continue
                self.stat_update(StatHints.dropped, "dropped_empty" if reason == "empty" else "dropped_failed")
                if writer:
                    document.metadata["filter_reason"] = reason
                    writer.write(document, rank)

    def _record(self, document: Document) -> dict:
        named = {name: document.metadata[name] for name in self.names if document.metadata.get(name) is not None}
        return {"id": document.id, "html" if self.html else "text": document.text, **named}

    def _timed(self, pairs):
        while True:
            with self.track_time():
                pair = next(pairs, None)
            if pair is None:
                return
            yield pair
