export const operationKinds = [
  'harden',
  'three-apps',
  'add-monitored',
  'remove-monitored',
  'remove-demo',
  'remove-everything',
  'unset-key',
] as const;
export type OperationKind = (typeof operationKinds)[number];

/** `handed-over`: another dyno goes on with it. `attached`: done but for the first sample. */
export type OperationState = 'running' | 'handed-over' | 'attached' | 'done' | 'failed';

export interface OperationStep {
  id: string;
  title: string;
  state: 'running' | 'done' | 'skipped' | 'failed';
  /** One sentence: what Heroku says, why it was left out, what went wrong. */
  detail: string;
  /** ISO 8601 */
  at: string;
}

/** Something that is done through Heroku's APIs, step by step. No key and no URL is in it. */
export interface Operation {
  id: number;
  kind: OperationKind;
  subject: string;
  /** Names and ids that whoever goes on with it needs. */
  params: Record<string, string>;
  state: OperationState;
  steps: OperationStep[];
  error: string | null;
  hint: string | null;
  dyno: string | null;
  startedAt: Date;
  updatedAt: Date;
  endedAt: Date | null;
  /** Whether a process holds its lease right now. */
  isLeased: boolean;
}
