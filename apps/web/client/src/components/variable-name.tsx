import { Fragment } from 'react';

/** A config var in a narrow column: broken after its underscores, where people read a break. */
export function VariableName({ name }: { name: string }) {
  return name.split(/(?<=_)/).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the same part may come twice, and none moves
    <Fragment key={index}>
      {part}
      <wbr />
    </Fragment>
  ));
}
