export const seriesColors = 10;

// What people look for keeps its colour on every chart: trouble is red, writes are green, idle is grey.
const known: [pattern: RegExp, slot: number][] = [
  [/rollback|rolled back|aborted|deadlock|^down$|^access ?exclusive|dead/, 7],
  [/wait|^read|temp|disk/, 2],
  [/^idle$|^unknown/, 9],
  [/^active|^hit|cache|^row ?share/, 3],
  [/commit|^up$|size|^fetch|^access ?share/, 1],
  [/insert|^live|^row ?exclusive/, 8],
  [/^idle in transaction|^updated?$|^share ?update/, 6],
  [/^deleted?$|^exclusive/, 4],
  [/^return|^share ?lock/, 5],
];

/** A colour slot (1 to 10) per label: the same label has the same one on every page, no two alike within a chart. */
export function lineColorSlots(labels: string[]): number[] {
  const taken = new Set<number>();
  const slots = labels.map((label) => {
    const text = label.toLowerCase().replaceAll('_', ' ');
    const slot = known.find(([pattern]) => pattern.test(text))?.[1];
    if (slot === undefined || taken.has(slot)) return null;
    taken.add(slot);
    return slot;
  });
  return slots.map((slot, index) => slot ?? takeFree(hash(labels[index] ?? ''), taken));
}

function takeFree(start: number, taken: Set<number>): number {
  for (let offset = 0; offset < seriesColors; offset += 1) {
    const slot = ((start + offset) % seriesColors) + 1;
    if (taken.has(slot)) continue;
    taken.add(slot);
    return slot;
  }
  // More lines than colours: they start over.
  return (start % seriesColors) + 1;
}

function hash(text: string): number {
  let value = 7;
  for (let index = 0; index < text.length; index += 1) value = (value * 31 + text.charCodeAt(index)) >>> 0;
  return value;
}
