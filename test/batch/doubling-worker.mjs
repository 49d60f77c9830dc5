/** Doubles numbers. */
export default async function double(group) {
  return group.map((n) => ({ n: 2 * n }));
}
