import { Component, type ReactNode } from 'react';

import { initialLocale, WORDS } from '../words/index.ts';

/** Stands in for a page that has a defect: says so, and offers to load it anew. (React knows this only as a class.) */
export class Fallback extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    const words = WORDS[initialLocale()];
    return (
      <main className="column">
        <section className="notice" role="alert">
          <h2 className="notice__title">{words.brokenTitle}</h2>
          <p className="notice__detail">{words.brokenDetail}</p>
          <p className="notice__ways">
            <button type="button" className="button button--main" onClick={() => location.reload()}>
              {words.reload}
            </button>
          </p>
        </section>
      </main>
    );
  }
}
