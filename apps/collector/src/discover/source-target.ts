import { AppError, guardAddresses, type ResolveHost, SourceUrlBox } from '@pgwatch-heroku/shared';
import type { Source } from '@pgwatch-heroku/store';
import type { MonitoredAttachment } from './monitored-attachments.js';

/** Where a source is, and how errors name it. */
export interface SourceTarget {
  label: string;
  /** Asked for at each connection. @throws AppError when it cannot be told. */
  url: () => string;
  /** For hosts that people entered. */
  resolveHost?: ResolveHost;
  /** Another one when the source is to be connected to anew. */
  identity: string;
}

export interface UrlSourceOptions {
  PGWATCH2_SECRET_KEY?: string | undefined;
  PGWATCH2_ALLOW_URL_SOURCES: boolean;
  PGWATCH2_URL_SOURCE_NETWORKS: string[];
  PGWATCH2_URL_SOURCE_PORTS: number[];
}

/** Finds where sources are: by their attachments, or by the URL that an admin entered. */
export function sourceTargets(attachments: readonly MonitoredAttachment[], options: UrlSourceOptions) {
  const resolveHost = guardAddresses({
    networks: options.PGWATCH2_URL_SOURCE_NETWORKS,
    ports: options.PGWATCH2_URL_SOURCE_PORTS,
  });
  const box = options.PGWATCH2_SECRET_KEY === undefined ? undefined : new SourceUrlBox(options.PGWATCH2_SECRET_KEY);
  return ({ name, sealedUrl }: Pick<Source, 'name' | 'sealedUrl'>): SourceTarget | undefined => {
    if (sealedUrl !== null) {
      if (!options.PGWATCH2_ALLOW_URL_SOURCES) return undefined;
      return { label: name, identity: sealedUrl, resolveHost, url: () => open(box, sealedUrl, name) };
    }
    const attachment = attachments.find(({ alias }) => alias === name);
    if (!attachment) return undefined;
    const { variable, url } = attachment;
    return { label: variable, identity: url, url: () => url };
  };
}

function open(box: SourceUrlBox | undefined, sealedUrl: string, name: string): string {
  if (box) return box.unseal(sealedUrl, name);
  throw new AppError('configuration', `The URL of ${name} cannot be decrypted: PGWATCH2_SECRET_KEY is not set`, {
    hint: 'Set the config var PGWATCH2_SECRET_KEY to the value that it had when the source was added.',
  });
}
