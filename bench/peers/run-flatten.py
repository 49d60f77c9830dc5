"""Writes the pages under a folder as other tools flatten them: one JSON line {id, <form>: text, ...} a page, id = set/page."""

import gzip
import json
import re
import sys
from pathlib import Path

import html2text
import lxml.html
from selectolax.lexbor import LexborHTMLParser

CODE = ("script", "style", "noscript", "template")


def with_html2text(html: str, width: int) -> str:
    """Blocks as lines, wrapped at a column; 0 for no wrapping."""
    writer = html2text.HTML2Text()
    writer.ignore_links = writer.ignore_images = writer.ignore_emphasis = True
    writer.body_width = width
    return writer.handle(html)


def text_nodes(html: str) -> str:
    """A line for each text node."""
    page = LexborHTMLParser(html)
    page.strip_tags(list(CODE))
    return page.body.text(separator="\n", strip=True) if page.body else ""


def text_content(html: str) -> str:
    """The lines of the source without its tags: much stands glued together."""
    page = lxml.html.fromstring(html.encode())
    for element in list(page.iter(*CODE)):
        element.drop_tree()
    return "\n".join(line.strip() for line in page.text_content().split("\n"))


def one_line(html: str) -> str:
    """All of the page in one line, a blank between text nodes."""
    page = lxml.html.fromstring(html.encode())
    for element in list(page.iter(*CODE)):
        element.drop_tree()
    return re.sub(r"\s+", " ", " ".join(page.itertext(with_tail=True))).strip()


root = Path(sys.argv[1])
for path in sorted(root.glob("*/*.html.gz")):
    html = gzip.decompress(path.read_bytes()).decode("utf-8")
    forms = {
        "html2text": with_html2text(html, 0),
        "wrapped": with_html2text(html, 78),
        "textNodes": text_nodes(html),
        "textContent": text_content(html),
        "oneLine": one_line(html),
    }
    name = path.relative_to(root).as_posix().removesuffix(".html.gz")
    print(json.dumps({"id": name, **forms}))
