import '@fontsource-variable/newsreader/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/chat.css';
import './styles/card.css';
import './styles/why.css';
import './styles/sheet.css';
import './styles/questions.css';
import './styles/drawer.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { App } from './App.tsx';
import { wearRemembered } from './shell/useTheme.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root"; the page has nowhere to stand.');

wearRemembered();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
