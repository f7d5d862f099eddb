import type { SourceSummary } from '../../api/contract.js';

type SortValue = string | number | null;

export interface FleetColumn {
  id: string;
  title: string;
  /** Figures stand on the right, and the highest comes first. */
  isNumber: boolean;
  /** What it is sorted by. */
  valueOf: (source: SourceSummary, urgency: number) => SortValue;
}

/** The columns of the fleet, in their order. */
export const fleetColumns: readonly FleetColumn[] = [
  { id: 'name', title: 'Source', isNumber: false, valueOf: ({ name }) => name },
  { id: 'version', title: 'PostgreSQL', isNumber: false, valueOf: ({ serverVersion }) => serverVersion },
  { id: 'size', title: 'Size', isNumber: true, valueOf: ({ sizeBytes }) => sizeBytes },
  { id: 'tps', title: 'TPS', isNumber: true, valueOf: ({ transactionsPerSecond }) => transactionsPerSecond },
  { id: 'sessions', title: 'Sessions', isNumber: true, valueOf: ({ sessions }) => sessions },
  { id: 'waiting', title: 'Waiting', isNumber: true, valueOf: ({ waitingSessions }) => waitingSessions },
  { id: 'lag', title: 'Lag', isNumber: true, valueOf: ({ lagSeconds }) => lagSeconds },
  { id: 'hit', title: 'Cache hit', isNumber: true, valueOf: ({ cacheHitRatio }) => cacheHitRatio },
  { id: 'sample', title: 'Last sample', isNumber: true, valueOf: ({ lastSampleAt }) => lastSampleAt },
  { id: 'finding', title: 'Worst finding', isNumber: false, valueOf: (_source, urgency) => urgency },
];
