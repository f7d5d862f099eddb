import type { SourceView } from './source-views.js';

export interface SourceAddress {
  /** Path of a view; empty for the first one. */
  view: string;
  /** What a page about one thing is about. */
  item: string | null;
}

/** What follows the name of the source in a path. Read from the raw path: a name of a table may have a slash in it. */
export function parseSourceAddress(pathname: string): SourceAddress {
  const [, , , view = '', item = ''] = pathname.split('/');
  return { view: decode(view), item: item === '' ? null : decode(item) };
}

export function viewHref(source: string, view: Pick<SourceView, 'path'>, item: string | null, search: string): string {
  const parts = ['sources', source, ...(view.path ? [view.path] : []), ...(item === null ? [] : [item])];
  return `/${parts.map(encodeURIComponent).join('/')}${search}`;
}

const kept = ['from', 'to', 'compare', 'refresh'];

/** What a link to another page of the source takes along: the range and how it is looked at. */
export function keptSearch(search: string): string {
  const parameters = new URLSearchParams(search);
  const text = new URLSearchParams([...parameters].filter(([name]) => kept.includes(name))).toString();
  return text && `?${text.replaceAll('%3A', ':')}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not written by us.
    return text;
  }
}
