"""Writes what trafilatura makes of the pages under a folder: one JSON line {id, text} a page, id = set/page."""

import gzip
import json
import logging
import sys
from pathlib import Path

from trafilatura import extract

# Pages without an article are an empty text here, no message.
logging.disable()

root = Path(sys.argv[1])
for path in sorted(root.glob("*/*.html.gz")):
    html = gzip.decompress(path.read_bytes())
    try:
        # Most of the corpus is UTF-8, whatever a page's <meta> says; other bytes are trafilatura's to decode.
        html = html.decode("utf-8")
    except UnicodeDecodeError:
        pass
    text = extract(html, include_comments=False) or ""
    name = path.relative_to(root).as_posix().removesuffix(".html.gz")
    print(json.dumps({"id": name, "text": text}))
