import type { AppJson } from '../manifest/app-json.js';

/**
 * Which add-ons of app.json pin another major version of PostgreSQL than the one that runs here; undefined when none
 * does. What runs here then proves nothing about theirs.
 */
export function versionNotice(app: AppJson, majorVersion: string): string | undefined {
  const others = (app.addons ?? []).flatMap((addon) => {
    if (typeof addon === 'string') return [];
    const wanted = addon.options?.['version'];
    return wanted === undefined || wanted === majorVersion ? [] : [`${wanted} for ${addon.as ?? addon.plan}`];
  });
  if (others.length === 0) return undefined;
  return `PostgreSQL ${majorVersion} here, where app.json has ${others.join(', ')}`;
}
