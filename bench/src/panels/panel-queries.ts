import { dashboards, toDashboardJson } from '@pgwatch-heroku/grafana';

/** One query that Grafana sends to draw a dashboard. */
export interface PanelQuery {
  /** uid of its dashboard. */
  dashboard: string;
  /** As the dashboard calls it. */
  name: string;
  /** With Grafana's macros and variables still in it. */
  rawSql: string;
}

interface DashboardJson {
  uid: string;
  title: string;
  panels: { title: string; targets?: { rawSql: string }[] }[];
  templating: { list: { name: string; type: string; query: string }[] };
  annotations: { list: { name: string; target?: { rawSql?: string } }[] };
}

/** What all dashboards ask for when they are opened: panels, choices of variables, marks. */
export function panelQueries(): PanelQuery[] {
  return dashboards.flatMap((dashboard) => {
    const { uid, title, panels, templating, annotations } = toDashboardJson(dashboard) as unknown as DashboardJson;
    const own = (what: string, rawSql: string): PanelQuery => ({ dashboard: uid, name: `${title}: ${what}`, rawSql });
    return [
      ...panels.flatMap((panel) => (panel.targets ?? []).map(({ rawSql }) => own(panel.title, rawSql))),
      ...templating.list.flatMap(({ name, type, query }) =>
        type === 'query' ? [own(`choice of ${name}`, query)] : [],
      ),
      ...annotations.list.flatMap(({ name, target }) => (target?.rawSql ? [own(`marks ${name}`, target.rawSql)] : [])),
    ];
  });
}
