import { randomBytes } from 'node:crypto';

const colours = ['AMBER', 'BLUE', 'COPPER', 'GREEN', 'IVORY', 'MAUVE', 'PINK', 'RED', 'SILVER', 'WHITE'];
const names = ['DATABASE', ...colours.map((colour) => `HEROKU_POSTGRESQL_${colour}`)];

/** What a database is attached as when nobody said: the first one DATABASE, later ones by a colour. */
export function defaultAttachmentName(taken: ReadonlySet<string>): string {
  return names.find((name) => !taken.has(name)) ?? `HEROKU_POSTGRESQL_${randomBytes(3).toString('hex').toUpperCase()}`;
}
