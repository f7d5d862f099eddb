import type { Client } from '@pgwatch-heroku/shared';
import type { Report } from './report.js';
import {
  findSequencesNotUsable,
  findTablesNotWritable,
  grantSequence,
  grantWriting as grantWritingTable,
} from './sql/write-rights.js';

/** What can be had without ownership: reading and writing of what is there now. */
export async function grantWriting(
  client: Client,
  report: Report,
  schemas: readonly string[],
  role: string,
): Promise<void> {
  const tables = await findTablesNotWritable(client, schemas, role);
  for (const table of tables) await grantWritingTable(client, table, role);
  const sequences = await findSequencesNotUsable(client, schemas, role);
  for (const sequence of sequences) await grantSequence(client, sequence, role);
  const count = tables.length + sequences.length;
  if (count > 0) report.changed(`${count} tables and sequences: ${role} may read and write them`);
}
