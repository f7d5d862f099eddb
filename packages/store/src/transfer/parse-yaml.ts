import { isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { type YamlContent, yamlSchema } from './yaml-schema.js';

/** Something to say about a line of a file. */
export interface Remark {
  line: number;
  message: string;
}

export type LineOf = (path: readonly PropertyKey[]) => number;

export interface ParsedYaml {
  /** Undefined when there are problems. */
  content?: YamlContent;
  lineOf: LineOf;
  problems: Remark[];
}

/** pgwatch's own file has 0.2 MB. Parsing takes some thirty times the size in memory. */
export const maxYamlBytes = 2_000_000;

const cannotBeStored = /[\0\p{Surrogate}]/u;

/** Reads a file of metrics and presets, of sources, or of all; finds every mistake of form at once. */
export function parseYaml(text: string): ParsedYaml {
  const failed = (line: number, message: string): ParsedYaml => ({ lineOf: () => 1, problems: [{ line, message }] });
  const sizeBytes = Buffer.byteLength(text);
  if (sizeBytes > maxYamlBytes) return failed(1, `the file has ${sizeBytes} bytes; ${maxYamlBytes} are the most`);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  if (document.errors.length > 0) {
    return {
      lineOf: () => 1,
      problems: document.errors.map(({ pos, message }) => ({ line: lines.linePos(pos[0]).line, message })),
    };
  }
  const unstorable: Remark[] = [];
  visit(document, {
    Scalar: (_, { value, range }) => {
      if (typeof value !== 'string' || !cannotBeStored.test(value)) return;
      const message = 'a text has a NUL or half a character, which PostgreSQL cannot hold';
      unstorable.push({ line: lines.linePos(range?.[0] ?? 0).line, message });
    },
  });
  if (unstorable.length > 0) return { lineOf: () => 1, problems: unstorable };
  // pgwatch's file of sources is the bare list of them.
  const isList = isSeq(document.contents);
  const lineOf: LineOf = (path) => {
    const inFile = isList && path[0] === 'sources' ? path.slice(1) : path;
    for (let length = inFile.length; length >= 0; length--) {
      const range = (document.getIn(inFile.slice(0, length), true) as { range?: [number] } | undefined)?.range;
      if (range) return lines.linePos(range[0]).line;
    }
    return 1;
  };
  let value: unknown;
  try {
    value = document.toJS() ?? {};
  } catch (error) {
    // A few lines of references to references can stand for more than memory holds.
    return failed(1, (error as Error).message);
  }
  const result = yamlSchema.safeParse(isList ? { sources: value } : value);
  if (result.success) return { content: result.data, lineOf, problems: [] };
  return { lineOf, problems: result.error.issues.flatMap((issue) => describe(issue, lineOf)) };
}

function describe(issue: z.core.$ZodIssue, lineOf: LineOf): Remark[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const path = [...issue.path, key];
      return { line: lineOf(path), message: `${path.join('.')}: this key is not known` };
    });
  }
  const isMissing = issue.code === 'invalid_type' && issue.input === undefined && /undefined/.test(issue.message);
  const message = isMissing ? 'is missing' : issue.code === 'invalid_key' ? issue.issues[0]?.message : issue.message;
  return [{ line: lineOf(issue.path), message: `${issue.path.join('.') || 'the file'}: ${message}` }];
}
