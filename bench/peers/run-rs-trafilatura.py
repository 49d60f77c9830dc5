"""Writes what rs-trafilatura makes of the pages under a folder: one JSON line {id, text} a page, id = set/page."""

import gzip
import json
import sys
from pathlib import Path

from rs_trafilatura import extract

root = Path(sys.argv[1])
for path in sorted(root.glob("*/*.html.gz")):
    html = gzip.decompress(path.read_bytes()).decode("utf-8")
    text = extract(html).main_content or ""
    name = path.relative_to(root).as_posix().removesuffix(".html.gz")
    print(json.dumps({"id": name, "text": text}))
