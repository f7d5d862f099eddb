import type { SourceSettings } from '@pgwatch-heroku/store';

export const toSettings = ({ id: _id, detachedAt, ...rest }: SourceSettings) => ({
  ...rest,
  isAttached: rest.variable !== null,
  detachedAt: detachedAt?.toISOString() ?? null,
});
