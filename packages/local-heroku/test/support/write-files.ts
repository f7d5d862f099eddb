import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Writes files given by relative path; those in bin/ are made executable, and what is not text becomes JSON. */
export async function writeFiles(dir: string, files: Record<string, unknown>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(dir, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
    if (name.startsWith('bin/')) await chmod(file, 0o755);
  }
}
