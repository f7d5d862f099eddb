import type { Client } from '@pgwatch-heroku/shared';
import { refusalOf } from './refusal.js';
import type { Report } from './report.js';
import { giveObject, type OwnedObject } from './sql/ownership.js';

/** Object by object, each in a moment: a release must not stop what still runs, and one that is killed goes on later. */
export async function giveObjects(
  client: Client,
  report: Report,
  objects: readonly OwnedObject[],
  role: string,
): Promise<void> {
  let given = 0;
  const kept: string[] = [];
  try {
    for (const object of objects) {
      const reason = await refusalOf(() => giveObject(client, object, role));
      if (reason === undefined) given++;
      else kept.push(`${object.name} (${reason})`);
    }
  } finally {
    // Also when it ends half-way: what was given is given.
    if (given > 0) report.changed(`${given} tables, views, types and functions given to ${role}`);
  }
  if (kept.length > 0) report.warn(`could not be given to ${role}: ${kept.slice(0, 5).join(', ')}`);
}
