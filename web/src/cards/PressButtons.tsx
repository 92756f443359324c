import type { JSX } from 'react';

import type { Mark } from '../chat/useTastes.ts';
import { DislikeIcon, LikeIcon, SeenIcon } from '../shell/icons.tsx';
import { useWords } from '../words/index.ts';
import { usePresses } from './presses.ts';

const BUTTONS: readonly { mark: Mark; Icon: () => JSX.Element }[] = [
  { mark: 'like', Icon: LikeIcon },
  { mark: 'dislike', Icon: DislikeIcon },
  { mark: 'seen', Icon: SeenIcon },
];

interface Props {
  itemId: string;
  decision: string | null;
}

/** Like, dislike, seen. A second press of the same button takes the first one back. */
export function PressButtons({ itemId, decision }: Props) {
  const words = useWords();
  const { busy, marks, press } = usePresses();
  const held = marks.get(itemId);

  return BUTTONS.map(({ mark, Icon }) => (
    <button
      key={mark}
      type="button"
      className="press"
      data-press={mark}
      aria-pressed={held === mark}
      // Not `disabled`, which would throw the keyboard's focus away in the middle of a press.
      aria-disabled={busy}
      title={held === mark ? words.undo : words[mark]}
      onClick={() => busy || press(itemId, held === mark ? 'retract' : mark, decision)}
    >
      <Icon />
      <span className="press__word">{words[mark]}</span>
    </button>
  ));
}
