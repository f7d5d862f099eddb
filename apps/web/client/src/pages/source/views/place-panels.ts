import type { PanelInfo } from '../../../api/contract.js';
import { detailViews, type PlacedPanel, type SourceView, sourceViews } from './source-views.js';

export interface Placed extends PlacedPanel {
  panel: PanelInfo;
}

export interface PlacedSection {
  title: string;
  panels: Placed[];
}

/** The sections of a page with the panels that the server has. */
export function placePanels(view: SourceView, panels: PanelInfo[]): PlacedSection[] {
  const byId = new Map(panels.map((panel) => [panel.id, panel]));
  const sections = view.sections.map(({ title, panels: wanted }) => ({
    title,
    panels: wanted.flatMap((entry): Placed[] => {
      const placed = typeof entry === 'string' ? { id: entry } : entry;
      const panel = byId.get(placed.id);
      return panel ? [{ ...placed, panel }] : [];
    }),
  }));
  if (view === sourceViews[0]) sections.push({ title: 'Other figures', panels: onNoPage(panels) });
  return sections.filter((section) => section.panels.length > 0);
}

/** Pages that have something to show. */
export function viewsWithPanels(panels: PanelInfo[]): SourceView[] {
  return sourceViews.filter((view) => view.path === '' || placePanels(view, panels).length > 0);
}

/** The page about one thing, when the server has panels for it. */
export function detailViewOf(about: string | undefined, panels: PanelInfo[]): SourceView | undefined {
  return detailViews.find((view) => view.about === about && placePanels(view, panels).length > 0);
}

const idOf = (entry: string | PlacedPanel) => (typeof entry === 'string' ? entry : entry.id);
const idsOf = (view: SourceView) => view.sections.flatMap((section) => section.panels.map(idOf));

function onNoPage(panels: PanelInfo[]): Placed[] {
  const placed = new Set([...sourceViews, ...detailViews].flatMap(idsOf));
  return panels.filter((panel) => !placed.has(panel.id)).map((panel) => ({ id: panel.id, panel }));
}
