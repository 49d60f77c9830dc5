const INLINE = new Set(
  'A ABBR B BDI BDO CITE CODE DATA DEL DFN EM FONT I INS KBD LABEL MARK Q S SAMP SMALL SPAN STRIKE STRONG SUB SUP TIME TT U VAR WBR'.split(
    ' ',
  ),
);

/** The text of an element as it shows: white space runs together, and each block begins and ends a line. */
export function blockLines(element) {
  let out = '';
  const walk = (node) => {
    if (node.nodeType === 3) out += node.data.replace(/\s+/g, ' ');
    if (node.nodeType !== 1) return;
    const block = !INLINE.has(node.tagName);
    if (block) out += '\n';
    for (const child of node.childNodes) walk(child);
    if (block) out += '\n';
  };
  walk(element);
  return out
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n');
}
