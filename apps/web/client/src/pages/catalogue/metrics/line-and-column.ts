/** Where a character of a text is, both counted from 1. @param position counted from 1, as PostgreSQL does. */
export function lineAndColumn(text: string, position: number): { line: number; column: number } {
  const before = text.slice(0, position - 1).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
