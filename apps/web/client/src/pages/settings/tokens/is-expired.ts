import type { ApiToken } from '../../../api/contract.js';

export const isExpired = ({ expiresAt }: ApiToken): boolean =>
  expiresAt !== null && Date.parse(expiresAt) <= Date.now();
