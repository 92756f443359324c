import { render } from '@testing-library/react';
import { expect, it } from 'vitest';

import { Coded } from '../src/shell/Coded.tsx';

it('sets commands apart and keeps every other word', () => {
  const { container } = render(<Coded text="Train one with `chatrec train`, then look with `chatrec versions`." />);
  expect([...container.querySelectorAll('code')].map((code) => code.textContent)).toEqual(['chatrec train', 'chatrec versions']);
  expect(container.textContent).toBe('Train one with chatrec train, then look with chatrec versions.');
});
