import { type CredentialRow, sampleAttachment } from '../hardening/credential-rows.js';
import type { Layout } from './layout.js';

/**
 * The credentials of the three apps besides the two default ones, by the app whose database they are in. With those the
 * table in docs/architecture: the original's six rows, and Grafana's own.
 */
export function threeAppRows({ names }: Pick<Layout, 'names'>): Record<'collector' | 'monitored', CredentialRow[]> {
  const ofGrafana = { database: 'DATABASE', attachTo: names.grafana } as const;
  return {
    collector: [
      { database: 'DATABASE', credential: 'pgwatch2', attachment: 'PGWATCH2' },
      { ...ofGrafana, credential: 'pgwatch2_grafana', attachment: 'PGWATCH2_GRAFANA' },
      { ...ofGrafana, credential: 'pgwatch2_grafana_store', attachment: 'PGWATCH2_GRAFANA_STORE' },
    ],
    monitored: [
      { database: 'DATABASE', credential: 'pgwatch2', attachment: 'PGWATCH2' },
      { database: 'DATABASE', credential: 'pgwatch2', attachment: sampleAttachment, attachTo: names.collector },
    ],
  };
}
