import type { Metric, Preset } from '@pgwatch-heroku/metrics';
import type { Definition, StoredDefinition } from '@pgwatch-heroku/store';

export const toStored = <T extends Definition>({ definition, origin, changedAt, version }: StoredDefinition<T>) => ({
  definition: definition as Mutable<T>,
  origin,
  changedAt: changedAt.toISOString(),
  version,
});

/** The same without readonly, as the schemas have it. */
type Mutable<T> = T extends Metric | Preset ? DeepMutable<T> : never;
type DeepMutable<T> = T extends readonly (infer I)[]
  ? DeepMutable<I>[]
  : T extends object
    ? { -readonly [K in keyof T]: DeepMutable<T[K]> }
    : T;
