/** Number of the last of some ascending starts that is no larger than an offset; -1 where none is. By bisection. */
export function lastStart(starts: ArrayLike<number>, offset: number): number {
  let low = -1;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
