/** Doubles numbers, and dies of 13. */
export default async function double(group) {
  if (group.includes(13)) process.exit(1);
  return group.map((n) => 2 * n);
}
