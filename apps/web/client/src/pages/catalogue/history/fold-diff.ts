import type { DiffLine } from './diff-lines.js';

const contextLines = 3;

export type DiffPart = DiffLine | { kind: 'folded'; count: number };

/** Without the lines far from every change; what is left out is counted. */
export function foldDiff(lines: readonly DiffLine[]): DiffPart[] {
  const isNear = lines.map(() => false);
  for (const [index, { kind }] of lines.entries()) {
    if (kind === 'same') continue;
    for (let near = index - contextLines; near <= index + contextLines; near += 1) {
      if (near in isNear) isNear[near] = true;
    }
  }
  const parts: DiffPart[] = [];
  for (const [index, line] of lines.entries()) {
    const last = parts.at(-1);
    if (isNear[index]) parts.push(line);
    else if (last?.kind === 'folded') last.count += 1;
    else parts.push({ kind: 'folded', count: 1 });
  }
  return parts;
}
