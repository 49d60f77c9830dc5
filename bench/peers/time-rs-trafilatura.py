"""Times rs-trafilatura: bytes in, text out."""

from rs_trafilatura import extract
from timed import serve

serve(lambda html: extract(html.decode("utf-8", "replace")).main_content)
