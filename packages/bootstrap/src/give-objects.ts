import type { Client } from '@pgwatch-heroku/shared';
import { refusalOf } from './refusal.js';
import type { Report } from './report.js';
import { giveObjectsTo, type OwnedObject } from './sql/ownership.js';

/**
 * Table by table, each in a moment: a release must not stop what still runs, and one that is killed goes on later.
 * Functions and operators, whose owner is changed without a lock that anybody waits for, together.
 */
export async function giveObjects(
  client: Client,
  report: Report,
  objects: readonly OwnedObject[],
  role: string,
): Promise<void> {
  let given = 0;
  const kept: string[] = [];
  const give = async (some: readonly OwnedObject[]) => {
    const reason = await refusalOf(() => giveObjectsTo(client, some, role));
    if (reason === undefined) given += some.length;
    return reason;
  };
  const isCode = ({ kind }: OwnedObject) => kind === 'ROUTINE' || kind === 'OPERATOR';
  const giveEach = async (some: readonly OwnedObject[]) => {
    for (const object of some) {
      const reason = await give([object]);
      if (reason !== undefined) kept.push(`${object.name} (${reason})`);
    }
  };
  try {
    await giveEach(objects.filter((object) => !isCode(object)));
    const code = objects.filter(isCode);
    // One that is refused keeps none of the others back.
    if (code.length > 0 && (await give(code)) !== undefined) await giveEach(code);
  } finally {
    // Also when it ends half-way: what was given is given.
    if (given > 0) report.changed(`${given} tables, views, types and functions given to ${role}`);
  }
  if (kept.length > 0) report.warn(`could not be given to ${role}: ${kept.slice(0, 5).join(', ')}`);
}
