import { shellLine } from '../manifest/heroku-yml.js';
import type { Slug } from '../state/account-state.js';

/**
 * Shell line by process type. Private Spaces do not read `run` of heroku.yml: a process type there is a key under
 * build.docker, and runs its image's CMD (https://help.heroku.com/RNIC7H18).
 */
export function processCommands({ manifests, imageCommands }: Slug, space: string | null): Record<string, string> {
  const { run, build } = manifests.heroku;
  if (run && space === null) {
    return Object.fromEntries(Object.entries(run).map(([type, entry]) => [type, shellLine(entry)]));
  }
  return Object.fromEntries(
    Object.keys(build.docker).map((type) => [type, imageCommands[type] ?? 'echo "The image has no CMD"; exit 1']),
  );
}
