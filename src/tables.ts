/** Lists of integers in one file, in groups: how many groups, how many lists in each, the length of each list, their values. */
export function packTables(groups: readonly (readonly Int32Array[])[]): Uint8Array {
  const all = groups.flat();
  const head = Int32Array.from([
    groups.length,
    ...groups.map((group) => group.length),
    ...all.map((table) => table.length),
  ]);
  return Buffer.concat(
    [head, ...all].map((table) => Buffer.from(table.buffer, table.byteOffset, table.byteLength)),
  );
}

/** Reads what `packTables` wrote: views into the bytes, nothing is copied. */
export function unpackTables(bytes: Uint8Array): Int32Array[][] {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const numbers = new Int32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >> 2);
  const counts = [...numbers.subarray(1, 1 + numbers[0])];
  let length = 1 + counts.length;
  let at = counts.reduce((sum, count) => sum + count, length);
  return counts.map((count) =>
    Array.from({ length: count }, () => {
      const table = numbers.subarray(at, at + numbers[length]);
      at += numbers[length++];
      return table;
    }),
  );
}

/** Floats as the integers of the same bits, and back. */
export const asIntegers = ({ buffer, byteOffset, length }: Float32Array): Int32Array =>
  new Int32Array(buffer, byteOffset, length);
export const asFloats = ({ buffer, byteOffset, length }: Int32Array): Float32Array =>
  new Float32Array(buffer, byteOffset, length);
