import '@fontsource-variable/newsreader/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/chat.css';
import './styles/card.css';
import './styles/why.css';
import './styles/fall.css';
import './styles/graph.css';
import './styles/sheet.css';
import './styles/questions.css';
import './styles/drawer.css';
import './styles/compare.css';

import { App } from './App.tsx';
import { site } from './memory/frame.ts';
import { mount } from './shell/mount.tsx';

mount(<App site={site()} />);
