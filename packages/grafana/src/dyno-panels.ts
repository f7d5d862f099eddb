import type { ChartPanel } from './panel.js';
import { dynoBuffer } from './panels/dyno-buffer.js';
import { dynoCpu } from './panels/dyno-cpu.js';
import { dynoDelays } from './panels/dyno-delays.js';
import { dynoFetches } from './panels/dyno-fetches.js';
import { dynoMemory } from './panels/dyno-memory.js';

/** Panels of a collector dyno: their parameter `:source` is what dynoSourceId() of the store makes of its name. */
export const dynoPanels: readonly ChartPanel[] = [dynoFetches, dynoDelays, dynoBuffer, dynoMemory, dynoCpu];
