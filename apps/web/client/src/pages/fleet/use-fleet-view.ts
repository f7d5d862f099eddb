import { useQueryState } from '../../url/use-query-state.js';
import type { FleetView } from './fleet-view.js';

/** What the fleet shows and how lives in the address, and can be sent to somebody. */
export function useFleetView() {
  const [text, setText] = useQueryState('q');
  const [state, setState] = useQueryState('state');
  const [group, setGroup] = useQueryState('group');
  const [sort, setSort] = useQueryState('sort');
  const [by, setBy] = useQueryState('by');
  const view: FleetView = { text, state, group, sort, isGrouped: by === 'group' };
  return { view, setText, setState, setGroup, setSort, setGrouped: (on: boolean) => setBy(on ? 'group' : '') };
}
