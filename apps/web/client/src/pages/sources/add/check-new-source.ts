import { z } from 'zod';
import { databaseUrl, editableSettings, sourceName } from '../../../../../src/api/sources/settings-schemas.js';
import { errorsOf } from '../../../forms/errors-of.js';

export interface NewSourceValues {
  name: string;
  url: string;
  preset: string;
  group: string;
}

const schema = z.object({
  name: sourceName,
  url: databaseUrl.regex(/^postgres(ql)?:\/\/./, 'has to begin with postgres://'),
  group: editableSettings.group,
});

/** By the rules of the API. */
export const checkNewSource = ({ name, url, group }: NewSourceValues): Record<string, string> =>
  errorsOf(schema, { name: name.trim(), url: url.trim(), group: group.trim() || null });
