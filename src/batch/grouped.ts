/** How much a group may hold. */
export interface GroupLimits {
  items: number;
  /** Sum of the items' sizes. A group ends with the item that reaches it. */
  size: number;
}

/** Gathers items into groups, in order: a message for each small one would cost more than the work on it. */
export async function* grouped<T>(
  items: AsyncIterable<T>,
  sizeOf: (item: T) => number,
  limits: () => GroupLimits,
): AsyncGenerator<T[]> {
  let group: T[] = [];
  let size = 0;
  for await (const item of items) {
    group.push(item);
    size += sizeOf(item);
    const most = limits();
    if (group.length < most.items && size < most.size) continue;
    yield group;
    group = [];
    size = 0;
  }
  if (group.length > 0) yield group;
}
