import { AppError } from '@pgwatch-heroku/shared';
import { type Document, isMap, isNode, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import { nearest } from './nearest.js';

export type Path = readonly PropertyKey[];

/** A mistake in a manifest, at the place where an editor should jump to. */
export interface Problem {
  file: string;
  line: number;
  column: number;
  message: string;
}

export interface Manifest<T> {
  file: string;
  value: T;
  /** Makes a problem out of a message and the path of the value it is about. */
  problemAt(path: Path, message: string): Problem;
}

/**
 * Reads a manifest and checks it against a schema. JSON is read as the YAML that it also is, for the sake of line
 * numbers, after it proved to be JSON. Problems come all at once, unknown keys each with the nearest known one.
 */
export function readManifest<S extends z.ZodType>(
  file: string,
  text: string,
  schema: S,
): { manifest?: Manifest<z.infer<S>>; problems: Problem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problemAtOffset = (offset: number, message: string): Problem => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1), message };
  };
  const notJson = file.endsWith('.json') ? jsonMistake(text) : undefined;
  if (notJson) return { problems: [problemAtOffset(notJson.offset, notJson.message)] };
  if (document.errors.length > 0) {
    return { problems: document.errors.map((error) => problemAtOffset(error.pos[0], error.message)) };
  }
  const problemAt = (path: Path, message: string) => problemAtOffset(offsetOf(document, path), message);
  const result = schema.safeParse(document.toJS() ?? {});
  if (result.success) return { manifest: { file, value: result.data, problemAt }, problems: [] };
  const problems = result.error.issues.flatMap(flatten).flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [problemAt(issue.path, describe(issue.path, issue.message))];
    return issue.keys.map((key) => {
      // known() in known.ts leaves the list of known keys as the message.
      const meant = nearest(key, issue.message.split(' '));
      const place = issue.path.length > 0 ? ` in ${dotted(issue.path)}` : '';
      return problemAt(
        [...issue.path, key],
        `unknown key "${key}"${place}${meant ? `; did you mean "${meant}"?` : `; known are ${issue.message.replaceAll(' ', ', ')}`}`,
      );
    });
  });
  return { problems };
}

/** One line per problem, `file:line:column: message`. */
export function throwProblems(problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  const lines = problems.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`);
  throw new AppError('configuration', lines.join('\n'), { hint: 'Heroku would refuse this too; correct it first.' });
}

type Issue = z.core.$ZodIssue;

/** Of a union that nothing fits, the branch that was meant: the one that did not fail for its mere type. */
function flatten(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const meant = issue.errors.find((branch) => branch.some((inner) => inner.path.length > 0 || !isWrongType(inner)));
  if (!meant) return [{ ...issue, message: issue.message || 'has a wrong type' }];
  return meant.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })).flatMap(flatten);
}

const isWrongType = (issue: Issue) => issue.code === 'invalid_type' || issue.code === 'invalid_value';

const dotted = (path: Path) => path.map(String).join('.');
const describe = (path: Path, message: string) => (path.length > 0 ? `${dotted(path)}: ${message}` : message);

/** Where the key of the path's last element stands, or what of the path there is. */
function offsetOf(document: Document.Parsed, path: Path): number {
  let node: unknown = document.contents;
  let offset = rangeStart(node) ?? 0;
  for (const element of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => String((key as { value?: unknown })?.value ?? key) === String(element));
      if (!pair) return offset;
      offset = rangeStart(pair.key) ?? offset;
      node = pair.value;
    } else {
      node = (node as { get?: (key: unknown, keep: boolean) => unknown })?.get?.(element, true);
      offset = rangeStart(node) ?? offset;
    }
  }
  return offset;
}

const rangeStart = (node: unknown): number | undefined => (isNode(node) ? (node as Node).range?.[0] : undefined);

/** YAML allows what JSON does not: comments, single quotes, trailing commas. */
function jsonMistake(text: string): { offset: number; message: string } | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const message = (error as Error).message;
    const position = /position (\d+)/.exec(message)?.[1];
    const reason = message.replace(/ (in JSON )?at position.*$/, '').replace(/, ?"[\s\S]*" is not valid JSON$/, '');
    return { offset: position ? Number(position) : text.length, message: `this is not JSON: ${reason}` };
  }
}
