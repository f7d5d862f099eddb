import type { ApiToken } from '@pgwatch-heroku/store';

export const toToken = ({ createdAt, expiresAt, lastUsedAt, revokedAt, ...rest }: ApiToken) => ({
  ...rest,
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt?.toISOString() ?? null,
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
  revokedAt: revokedAt?.toISOString() ?? null,
});
