export type Kind = 'metric' | 'preset';

export const metricsHref = '/catalogue/metrics';
export const presetsHref = '/catalogue/presets';
export const transferHref = '/settings/transfer';

export const definitionHref = (kind: Kind, name: string): string => `/catalogue/${kind}s/${encodeURIComponent(name)}`;

/** @param copyOf what it begins as; empty when left out. */
export function newDefinitionHref(kind: Kind, copyOf?: string): string {
  const href = `/catalogue/new-${kind}`;
  return copyOf === undefined ? href : `${href}?copy=${encodeURIComponent(copyOf)}`;
}

/** Below /api/v1. */
export const definitionPath = (kind: Kind, name: string): string => `/api/v1/${kind}s/${encodeURIComponent(name)}`;
