import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** How a stand-in behaves; read from its folder again and again, because its environment is not ours to fill. */
export interface StandInBehaviour {
  /** Until it answers at all. */
  startDelayMs?: number;
  /** Never gets healthy. */
  isSick?: boolean;
  /** Takes questions after its health and never answers them. */
  isHung?: boolean;
  /** Holds all connections that its settings allow. */
  isBusy?: boolean;
  /** MB that it takes beyond what it needs. */
  ballastMb?: number;
}

const fileIn = (home: string) => path.join(home, 'behaviour.json');

export function writeBehaviour(home: string, behaviour: StandInBehaviour): void {
  writeFileSync(fileIn(home), JSON.stringify(behaviour));
}

export function readBehaviour(home: string): StandInBehaviour {
  return JSON.parse(readFileSync(fileIn(home), 'utf8')) as StandInBehaviour;
}
