import { catalogue, dynoPanels, type Panel, parametersOf } from '@pgwatch-heroku/grafana';

/** The panels that say something about one source: neither those of dynos nor those of many sources. */
export const sourcePanels: readonly Panel[] = catalogue.filter((panel) => {
  const parameters = parametersOf(panel.sql);
  return parameters.has('source') && !parameters.has('sources') && !dynoPanels.some(({ id }) => id === panel.id);
});
