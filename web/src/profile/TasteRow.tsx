import type { Taste } from '../api/contract.ts';
import type { Edit } from '../api/profile.ts';
import { markOf, type Mark } from '../chat/useTastes.ts';
import { CloseIcon, MuteIcon } from '../shell/icons.tsx';
import { langTag, useLocale, useWords, type Words } from '../words/index.ts';
import { day } from '../words/times.ts';

interface Props {
  taste: Taste;
  working: boolean;
  onEdit: (taste: Taste, edit: Edit | 'remove') => void;
}

function wordOf(words: Words, mark: Mark): string {
  return { like: words.liked, dislike: words.disliked, seen: words.known }[mark];
}

/** Where a taste came from: what the user said, rated or did, and how often. */
function originOf(words: Words, { kind, done }: Taste): string {
  const deeds = Object.entries(done).map(([deed, times]) => words.deed(words.deeds[deed as keyof Words['deeds']] ?? deed, times));
  if (kind === 'rating') return words.rated;
  return kind in done ? deeds.join(words.listJoint) : words.toldUs;
}

interface RowButtonProps {
  label: string;
  pressed?: boolean;
  working: boolean;
  onPress: () => void;
  Icon: typeof CloseIcon;
}

function RowButton({ label, pressed, working, onPress, Icon }: RowButtonProps) {
  return (
    <button
      type="button"
      className="tool"
      aria-label={label}
      aria-pressed={pressed}
      aria-disabled={working}
      title={label}
      onClick={onPress}
    >
      <Icon />
    </button>
  );
}

/** One taste: what it says, where it comes from and since when; it can count no more, or be taken back. */
export function TasteRow({ taste, working, onEdit }: Props) {
  const words = useWords();
  const locale = useLocale();
  const { muted } = taste;
  const title = taste.titles[locale] ?? taste.title;
  const mark = markOf(taste);
  return (
    <li className={muted ? 'taste taste--muted' : 'taste'} data-item={taste.item_id} aria-busy={working}>
      <span className={`taste__mark taste__mark--${mark}`}>{wordOf(words, mark)}</span>
      <span>
        <span className="taste__title">
          {title} {taste.year !== null && <span className="taste__year">({taste.year})</span>}
        </span>
        <span className="taste__origin">
          {originOf(words, taste)} · {day(taste.at, langTag(locale))}
          {muted && ` · ${words.doesNotCount}`}
        </span>
      </span>
      <RowButton
        label={muted ? words.unmuteTaste(title) : words.muteTaste(title)}
        pressed={muted}
        working={working}
        onPress={() => onEdit(taste, muted ? 'unmute' : 'mute')}
        Icon={MuteIcon}
      />
      <RowButton label={words.removeTaste(title)} working={working} onPress={() => onEdit(taste, 'remove')} Icon={CloseIcon} />
    </li>
  );
}
