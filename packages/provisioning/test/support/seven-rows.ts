/** The rows that the three apps end with, as their API tells them: the original's six and our seventh, and no other. */
export const sevenRows = (plan = 'standard-0', collector = 'local'): string[] => [
  `${collector} DATABASE: default of ${collector}'s ${plan}`,
  `${collector} PGWATCH2: pgwatch2 of ${collector}'s ${plan}`,
  `${collector} PGWATCH2_MONITOREDDB_MYTARGETDB: pgwatch2 of local-monitored's ${plan}`,
  `local-grafana PGWATCH2_GRAFANA: pgwatch2_grafana of ${collector}'s ${plan}`,
  `local-grafana PGWATCH2_GRAFANA_STORE: pgwatch2_grafana_store of ${collector}'s ${plan}`,
  `local-monitored DATABASE: default of local-monitored's ${plan}`,
  `local-monitored PGWATCH2: pgwatch2 of local-monitored's ${plan}`,
];
