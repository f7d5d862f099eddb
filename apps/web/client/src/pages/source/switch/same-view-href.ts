import { doctorHref, doctorPath } from '../../../components/source-href.js';
import { parseSourceAddress, viewHref } from '../views/source-address.js';
import { sourceViews } from '../views/source-views.js';

/**
 * The page of another source that answers the same question. A query or a table is in one database only: from its page
 * one comes to the list that it would be in.
 */
export function sameViewHref(name: string, pathname: string, search: string): string {
  const { view: path } = parseSourceAddress(pathname);
  if (path === doctorPath) return doctorHref(name) + search;
  const view = sourceViews.find((candidate) => candidate.path === path);
  return viewHref(name, view ?? { path: path === 'functions' ? 'queries' : '' }, null, search);
}
