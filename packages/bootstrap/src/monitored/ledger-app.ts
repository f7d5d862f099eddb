import type { LedgerEntry } from '../sql/ledger.js';

/** A Heroku app as what was made in a monitored database is written down for it. */
export interface LedgerApp {
  /** Empty where it does not know its own. */
  name: string;
  /** Stays when it is renamed. */
  id?: string | undefined;
}

/** The names by which an entry has an app: by its id where both know it, as its old name may be another app's by now. */
export const namesOf = ({ apps, ids = {} }: Pick<LedgerEntry, 'apps' | 'ids'>, { name, id }: LedgerApp): string[] =>
  apps.filter((each) => (id !== undefined && ids[each] !== undefined ? ids[each] === id : each === name));

/** The same without these apps. */
export function withoutApps<T extends LedgerEntry>(entry: T, names: readonly string[]): T {
  const { ids = {}, ...rest } = entry;
  const kept = Object.entries(ids).filter(([name]) => !names.includes(name));
  const apps = entry.apps.filter((name) => !names.includes(name));
  return { ...rest, apps, ...(kept.length > 0 ? { ids: Object.fromEntries(kept) } : {}) } as T;
}

/** The same with an app, by the name that it has now. */
export function withApp<T extends LedgerEntry>(entry: T, app: LedgerApp): T {
  const others = withoutApps(entry, namesOf(entry, app));
  const ids = app.id === undefined ? others.ids : { ...others.ids, [app.name]: app.id };
  return { ...others, apps: [...others.apps, app.name], ...(ids ? { ids } : {}) };
}
