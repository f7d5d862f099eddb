import type { TableData } from '../../../api/contract.js';

/** Rows in one of whose texts each of the words stands, in any case. */
export function filterRows(rows: TableData['rows'], text: string): TableData['rows'] {
  const words = wordsOf(text.toLowerCase());
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const texts = row.filter((cell) => typeof cell === 'string').map((cell) => cell.toLowerCase());
    return words.every((word) => texts.some((cell) => cell.includes(word)));
  });
}

/** What a server that looks for one piece of text is asked: all that all words are in is among its answer. */
export function longestWord(text: string): string {
  return wordsOf(text).reduce((longest, word) => (word.length > longest.length ? word : longest), '');
}

const wordsOf = (text: string): string[] => text.split(/\s+/).filter(Boolean);
