import { Link } from 'wouter';
import { sourceHref } from '../../../components/source-href.js';

export function UnknownView({ name }: { name: string }) {
  return (
    <p>
      There is no such page about this source. Back to its <Link href={sourceHref(name)}>overview</Link>.
    </p>
  );
}
