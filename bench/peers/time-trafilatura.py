"""Times trafilatura: bytes in, text out."""

import logging

from timed import serve
from trafilatura import extract

logging.disable()


def decode(html):
    try:
        return html.decode("utf-8")
    except UnicodeDecodeError:
        return html


serve(lambda html: extract(decode(html), include_comments=False))
