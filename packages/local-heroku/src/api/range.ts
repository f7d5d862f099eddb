import type { Request, Response } from 'express';

/** Heroku answers with as many at most, and by default. */
const maxPage = 1_000;
const defaultPage = 200;

/**
 * Sends the part of a list that the Range header asks for (`version 5..; max=10, order=desc`), and with 206 and
 * Next-Range where to go on: https://devcenter.heroku.com/articles/platform-api-reference#ranges
 */
export function sendRange<T>(
  request: Request,
  response: Response,
  items: readonly T[],
  keys: Record<string, keyof T>,
): void {
  const header = request.get('range') ?? '';
  const match = /^(?<field>[\w-]+) +(?<exclusive>\]?)(?<from>[^.;\s]*)\.\.(?<to>[^;\s]*)(?<options>.*)$/.exec(
    header,
  )?.groups;
  const field = match?.['field'] && keys[match['field']] !== undefined ? match['field'] : Object.keys(keys)[0];
  const key = keys[field ?? ''];
  const isDescending = /order=desc/.test(match?.['options'] ?? '');
  const max = Math.min(Number(/max=(\d+)/.exec(match?.['options'] ?? '')?.[1] ?? defaultPage), maxPage);
  if (key === undefined) return void response.json(items);
  const sorted = [...items].sort((a, b) => compare(a[key], b[key]) * (isDescending ? -1 : 1));
  const from = match?.['from'] ?? '';
  const isAfter = (item: T) => {
    if (from === '') return true;
    const side = compare(item[key], from) * (isDescending ? -1 : 1);
    return match?.['exclusive'] ? side > 0 : side >= 0;
  };
  const rest = sorted.filter(isAfter);
  const page = rest.slice(0, max);
  response.set('Accept-Ranges', Object.keys(keys).join(', '));
  if (rest.length > page.length) {
    const order = isDescending ? ', order=desc' : '';
    response.status(206).set('Next-Range', `${field} ]${String(page.at(-1)?.[key])}..; max=${max}${order}`);
  }
  response.json(page);
}

function compare(a: unknown, b: unknown): number {
  const [left, right] = typeof a === 'number' ? [a, Number(b)] : [String(a), String(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
