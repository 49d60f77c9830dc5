"""Times Resiliparse: bytes in, text out."""

from resiliparse.extract.html2text import extract_plain_text
from timed import serve

serve(lambda html: extract_plain_text(html.decode("utf-8", "replace"), main_content=True))
