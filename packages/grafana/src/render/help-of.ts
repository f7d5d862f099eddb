import type { Panel } from '../panel.js';
import { whyEmpty } from './why-empty.js';

/** What a panel says about itself: what it shows, and why it may be empty. */
export const helpOf = (panel: Panel): string => [panel.help, ...whyEmpty(panel)].join('\n\n');
