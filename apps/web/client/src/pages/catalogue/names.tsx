import { Fragment } from 'react';
import { Link } from 'wouter';

interface NamesProps {
  names: string[];
  hrefOf: (name: string) => string;
  /** In the place of an empty list. */
  none: string;
}

/** Links to things, with commas between them. */
export function Names({ names, hrefOf, none }: NamesProps) {
  if (names.length === 0) return none;
  return names.map((name, index) => (
    <Fragment key={name}>
      {index > 0 && ', '}
      <Link href={hrefOf(name)}>{name}</Link>
    </Fragment>
  ));
}
