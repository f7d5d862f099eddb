/** How Grafana fares, in words for whoever opens it. */
export type GrafanaStatus =
  | { state: 'ready'; port: number }
  /** On its way, for the first time or again. `reason` says why it takes longer than usual. */
  | { state: 'starting'; reason?: string }
  /** There is none on this machine, or it was stopped; it does not come by itself. */
  | {
      state: 'off';
      reason: string;
      hint: string;
      /** It ran here, and was too big to go on. */
      isStopped?: true;
    };
