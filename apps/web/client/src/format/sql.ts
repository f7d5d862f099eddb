// Texts in quotes or dollars, names in quotes, comments, white space, words, parameters, and anything else by the character.
const token =
  /\$([A-Za-z_]\w*)?\$[\s\S]*?\$\1\$|[eE]?'(?:[^'\\]|''|\\[\s\S])*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\s+|[A-Za-z_][\w$]*|\$?\d+|[\s\S]/g;

const newLine = new Set([
  'select',
  'from',
  'where',
  'group',
  'having',
  'window',
  'order',
  'limit',
  'offset',
  'union',
  'intersect',
  'except',
  'values',
  'set',
  'returning',
  'with',
]);
const joins = new Set(['join', 'left', 'right', 'full', 'inner', 'cross', 'natural']);
const indented = new Set(['and', 'or', 'on']);

/**
 * A statement with its clauses on lines of their own. Only white space changes, and none within quotes or comments; a
 * text that has line breaks already was laid out by its author and stays.
 */
export function formatSql(text: string): string {
  if (text.includes('\n')) return text;
  const layout: Layout = { out: '', opened: [], inJoin: false, isStart: true, between: false, previous: '' };
  const pieces = [...text.trim().matchAll(token)].map(([piece]) => piece);
  for (const [index, piece] of pieces.entries()) {
    add(layout, piece, (pieces.slice(index + 1, index + 3).find((next) => next.trim()) ?? '').toLowerCase());
    if (piece.trim()) layout.previous = piece.toLowerCase();
  }
  return layout.out.trim();
}

interface Layout {
  out: string;
  /** For each bracket that is open: whether it holds a statement of its own, which is indented. */
  opened: boolean[];
  /** Between the words of one join. */
  inJoin: boolean;
  /** Right after a bracket or the beginning. */
  isStart: boolean;
  /** The next AND belongs to a BETWEEN. */
  between: boolean;
  /** The word before. */
  previous: string;
}

function add(layout: Layout, piece: string, next: string): void {
  const word = piece.toLowerCase();
  if (/^\s/.test(piece)) {
    if (!/\s$/.test(layout.out)) layout.out += ' ';
    return;
  }
  // A statement within brackets has its lines; arguments of a function stay on theirs.
  const isOwnLevel = layout.opened.at(-1) ?? true;
  if (piece === '(') {
    layout.out += piece;
    layout.opened.push(false);
    layout.isStart = true;
    return;
  }
  if (piece === ')') {
    if (layout.opened.pop()) breakLine(layout, 0);
    layout.out += piece;
    layout.inJoin = false;
    layout.isStart = false;
    return;
  }
  if (layout.isStart && (word === 'select' || word === 'with') && layout.opened.length > 0) {
    layout.opened[layout.opened.length - 1] = true;
    breakLine(layout, 0);
  } else if (isOwnLevel && !layout.isStart) {
    const afterBetween = word === 'and' && layout.between;
    if (beginsClause(layout, word, next)) breakLine(layout, 0);
    else if (indented.has(word) && !afterBetween) breakLine(layout, 1);
  }
  if (word === 'between') layout.between = true;
  else if (word === 'and') layout.between = false;
  layout.inJoin = (joins.has(word) || (layout.inJoin && word === 'outer')) && word !== 'join';
  layout.isStart = false;
  layout.out += piece;
  if (piece.startsWith('--')) breakLine(layout, 0);
}

function beginsClause(layout: Layout, word: string, next: string): boolean {
  // left(text, 3) is a function.
  if (joins.has(word)) return !layout.inJoin && next !== '(';
  // WITHIN GROUP (…) and IS DISTINCT FROM are no clauses.
  if (word === 'group' || word === 'order') return next === 'by';
  if (word === 'from') return layout.previous !== 'distinct';
  return newLine.has(word);
}

function breakLine(layout: Layout, deeper: number): void {
  const depth = layout.opened.filter(Boolean).length + deeper;
  layout.out = `${layout.out.trimEnd()}\n${'  '.repeat(depth)}`;
}
