import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isWritingGolden } from './config.js';

const heading = '## ';

/**
 * A file of expected texts, one under each heading. It is only ever written when it is asked for by `npm run golden`,
 * so that a test never makes its own truth.
 */
export class GoldenFile {
  readonly #file: string;
  readonly #about: string;
  readonly #sections: Map<string, string>;

  /** `about` stands at the top of the file, for those who read it. */
  constructor(file: string, about: string) {
    this.#file = file;
    this.#about = about;
    this.#sections = isWritingGolden() ? new Map() : readSections(file);
  }

  get names(): string[] {
    return [...this.#sections.keys()];
  }

  /**
   * The expected text of a section; `actual` itself while the file is being written.
   *
   * @throws when there is no such section.
   */
  expected(name: string, actual: string): string {
    if (isWritingGolden()) this.#sections.set(name, actual);
    const section = this.#sections.get(name);
    if (section === undefined) {
      throw new Error(
        `${name} is not in ${this.#file}: \`npm run golden\` adds it; what it adds is for you to look at`,
      );
    }
    return section;
  }

  /** Writes the file when that was asked for. */
  close(): void {
    if (!isWritingGolden()) return;
    const sections = [...this.#sections].sort(([a], [b]) => (a < b ? -1 : 1));
    const text = sections.map(([name, section]) => `${heading}${name}\n${section}\n`).join('\n');
    writeFileSync(this.#file, `${this.#about}\n\n${text}`);
  }
}

function readSections(file: string): Map<string, string> {
  if (!existsSync(file)) throw new Error(`There is no ${file}: \`npm run golden\` writes it`);
  const [, ...sections] = readFileSync(file, 'utf8').split(`\n${heading}`);
  return new Map(
    sections.map((section) => {
      const end = section.indexOf('\n');
      return [section.slice(0, end), section.slice(end + 1).trimEnd()];
    }),
  );
}
