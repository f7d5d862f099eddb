/** Headings of the deployment's findings, in their order. */
export const deploymentGroups = {
  store: 'Collector DB',
  collector: 'Collector',
  grafana: 'Grafana',
  app: 'This app',
} as const;
