import path from 'node:path';

/** Where the one browser of a run is asked for: `browserAddress` sends the path of its program, `offerBrowser` answers. */
export const browserSocketOf = (runDir: string): string => path.join(runDir, 'browser.sock');

/** What is answered: where the browser listens, or why there is none. */
export interface BrowserAnswer {
  address?: string;
  problem?: string;
}
