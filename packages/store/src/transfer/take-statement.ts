/** SQL of one statement, or where a second one begins. */
export type Statement = { sql: string } | { secondAt: number };

/**
 * What PostgreSQL skips as one piece: comments, quoted names, strings, also with backslashes and between dollars. A quote
 * that is doubled ends one piece and begins the next, which comes to the same.
 */
const piece =
  /--[^\n]*|"[^"]*"|(?<![\w$])[eE]'[^'\\]*(?:(?:\\[\s\S]|'')[^'\\]*)*'|'[^']*'|(?<![\w$])(\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$)[\s\S]*?\1/y;

/**
 * Takes the one statement out of a text: files of pgwatch end many in a semicolon, and mark what another metric covers by
 * a semicolon and a comment. A text without semicolons stays as it is, to the letter; one without a statement is ''.
 */
export function takeStatement(text: string): Statement {
  let end: number | undefined;
  let isEmpty = true;
  for (let at = 0; at < text.length; ) {
    const next = skip(text, at);
    const isBlank = /\s/.test(text[at] as string) || text.startsWith('--', at) || text.startsWith('/*', at);
    if (!isBlank && text[at] === ';') end ??= at;
    else if (!isBlank && end !== undefined) return { secondAt: at };
    else if (!isBlank) isEmpty = false;
    at = next;
  }
  return { sql: isEmpty ? '' : text.slice(0, end) };
}

/** Where the piece that begins at `at` is over. */
function skip(text: string, at: number): number {
  if (text.startsWith('/*', at)) return endOfComment(text, at);
  piece.lastIndex = at;
  return at + (piece.exec(text)?.[0].length ?? 1);
}

/** These comments nest. */
function endOfComment(text: string, at: number): number {
  const marks = /\/\*|\*\//g;
  marks.lastIndex = at;
  let depth = 0;
  for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
    depth += mark[0] === '/*' ? 1 : -1;
    if (depth === 0) return marks.lastIndex;
  }
  return text.length;
}
