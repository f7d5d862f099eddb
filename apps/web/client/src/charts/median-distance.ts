/** The usual time between two samples; 0 when there are less than two. */
export function medianDistance(times: number[]): number {
  const distances: number[] = [];
  for (let index = 1; index < times.length; index += 1) distances.push((times[index] ?? 0) - (times[index - 1] ?? 0));
  distances.sort((one, other) => one - other);
  return distances[Math.floor(distances.length / 2)] ?? 0;
}
