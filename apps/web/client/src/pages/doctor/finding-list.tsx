import type { DoctorFinding } from '../../api/contract.js';
import card from '../../components/card.module.css';
import { useIsAdmin } from '../../session/use-session.js';
import classes from './doctor-page.module.css';
import type { Recheck } from './doctor-queries.js';
import { FindingItem } from './finding-item.js';

/** Findings under their headings, in the order that the server gives them. */
export function FindingList({ findings, recheck }: { findings: DoctorFinding[]; recheck: Recheck }) {
  const isAdmin = useIsAdmin();
  const groups = [...new Set(findings.map(({ group }) => group))];
  const isBusy = (id: string) => recheck.isPending && (recheck.variables?.includes(id) ?? true);
  return groups.map((group) => (
    <section key={group} className={classes.group} aria-label={group}>
      <h2>{group}</h2>
      <ul className={card.card}>
        {findings
          .filter((finding) => finding.group === group)
          .map((finding) => (
            <FindingItem
              key={finding.id}
              finding={finding}
              isBusy={isBusy(finding.id)}
              onRecheck={isAdmin ? () => recheck.mutate([finding.id]) : undefined}
            />
          ))}
      </ul>
    </section>
  ));
}
