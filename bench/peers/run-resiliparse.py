"""Writes what Resiliparse takes for the main content of the pages under a folder: one JSON line {id, text} a page, id = set/page."""

import gzip
import json
import sys
from pathlib import Path

from resiliparse.extract.html2text import extract_plain_text

root = Path(sys.argv[1])
for path in sorted(root.glob("*/*.html.gz")):
    html = gzip.decompress(path.read_bytes()).decode("utf-8")
    text = extract_plain_text(html, main_content=True)
    name = path.relative_to(root).as_posix().removesuffix(".html.gz")
    print(json.dumps({"id": name, "text": text}))
