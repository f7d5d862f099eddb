import { Component, type ReactNode } from 'react';
import { Failure } from './failure.js';

/** A bug of ours ends in a message and a way out, not in an empty page. */
export class CrashGuard extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return <Failure what="This page" error={error} onRetry={() => this.setState({ error: null })} />;
  }
}
