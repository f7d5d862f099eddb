import type { AuditEntry } from '../../../api/contract.js';

export interface EntryChange {
  field: string;
  before: string | null;
  after: string | null;
}

// SQL of a metric can be pages long; its history is on the metric's page.
const maxLength = 300;

/** What a change made of each field; null on the side where there was nothing. */
export function describeEntry({ before, after }: Pick<AuditEntry, 'before' | 'after'>): EntryChange[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return fields.map((field) => ({ field, before: inWords(before, field), after: inWords(after, field) }));
}

function inWords(side: Record<string, unknown> | null, field: string): string | null {
  if (side === null || !(field in side)) return null;
  const value = side[field];
  const text =
    value === null
      ? 'none'
      : typeof value === 'string'
        ? value
        : Array.isArray(value)
          ? value.map(asText).join(', ')
          : asText(value);
  return text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
