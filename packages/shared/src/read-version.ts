import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectDir } from './project-dir.js';

/** Of the project, such as `0.1.0`. */
export function readVersion(): string {
  const text = readFileSync(path.join(projectDir, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
