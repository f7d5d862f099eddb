import { aspectOf } from '../../aspect.js';
import { grantMonitorSql } from '../../sql/fixes.js';
import { notAvailable, ok, warning } from '../../verdict.js';
import { sourceGroups } from '../groups.js';
import type { SourceFacts } from '../source-facts.js';

export const monitoringRights = aspectOf<SourceFacts>()({
  id: 'monitoring-rights',
  group: sourceGroups.rights,
  title: 'pg_monitor',
  needs: ['role', 'helpers'],
  check({ role: { role, canMonitor, ownerMonitors, owner }, helpers }) {
    if (canMonitor) return ok(`The role ${role} has it, and sees sessions and statements of all roles.`);
    const usable = helpers.filter(({ isDefiner, belongsToOwner, mayCall }) => isDefiner && belongsToOwner && mayCall);
    const instead =
      usable.length > 0
        ? `it sees this database through ${usable.map(({ name }) => `${name}()`).join(', ')}`
        : 'it sees its own sessions and statements only';
    if (!ownerMonitors) {
      return notAvailable(`This plan gives pg_monitor to nobody; the role ${role} works without: ${instead}.`, {
        hint: 'Plans from Standard on have it. Essential plans withhold it, as several databases share a server.',
      });
    }
    return warning(`The role ${role} does not have it: ${instead}.`, {
      fixes: [
        { kind: 'sql', text: grantMonitorSql(role), note: `In this database, as its owner ${owner} (heroku pg:psql).` },
        {
          kind: 'command',
          text: 'heroku run monitored-bootstrap',
          note: 'Does the same for the database of this app.',
        },
      ],
    });
  },
});
