/**
 * Works on items in parallel and yields what comes of them in the order they came in. No more than `limit()` items are under way
 * or wait to be taken, and none is asked for before there is room: a slow taker slows the source down. Results do not wait for
 * a slow source.
 */
export async function* orderedMap<T, R>(
  items: AsyncIterable<T>,
  work: (item: T) => Promise<R>,
  limit: () => number,
): AsyncGenerator<R> {
  const source = items[Symbol.asyncIterator]();
  const underWay: Promise<R>[] = [];
  let next: Promise<IteratorResult<T>> | undefined;
  let more = true;
  try {
    while (more || underWay.length > 0) {
      if (more && underWay.length < limit()) {
        next ??= quiet(source.next());
        const came = await (underWay.length === 0 ? next : Promise.race([next, settled(underWay[0])]));
        if (came !== undefined) {
          next = undefined;
          if (came.done) more = false;
          else underWay.push(quiet(work(came.value)));
          continue;
        }
      }
      if (underWay.length > 0) yield await underWay.shift()!;
    }
  } finally {
    // A source that is waiting for its own input would not return before some comes.
    if (more) quiet(Promise.resolve(source.return?.()));
  }
}

/** Undefined once a promise is settled, either way. */
const settled = (promise: Promise<unknown>): Promise<undefined> =>
  promise.then(
    () => undefined,
    () => undefined,
  );

/** Its error is met where it is awaited, which may be later. */
function quiet<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}
