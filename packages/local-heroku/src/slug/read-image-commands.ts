import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** CMD of each Dockerfile as a shell line; null for one without. */
export async function readImageCommands(
  repoDir: string,
  dockerfiles: Readonly<Record<string, string>>,
): Promise<Record<string, string | null>> {
  const commands = Object.entries(dockerfiles).map(async ([image, file]) => {
    const text = await readFile(path.join(repoDir, file), 'utf8').catch(() => '');
    return [image, parseCommand(text)] as const;
  });
  return Object.fromEntries(await Promise.all(commands));
}

function parseCommand(dockerfile: string): string | null {
  const joined = dockerfile.replace(/\\\r?\n/g, ' ');
  const last = [...joined.matchAll(/^\s*CMD\s+(.+?)\s*$/gim)].at(-1)?.[1];
  if (last === undefined) return null;
  if (!last.startsWith('[')) return last;
  return (JSON.parse(last) as string[]).map(quoteForShell).join(' ');
}

const quoteForShell = (word: string) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);
