import '@fontsource-variable/newsreader/wght.css';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/shell.css';
import '../styles/drawer.css';
import '../styles/chat.css';
import '../styles/operator.css';

import { mount } from '../shell/mount.tsx';
import { Operator } from './Operator.tsx';

mount(<Operator />);
