import type { ReactNode } from 'react';

function Icon({ children, turned = false }: { children: ReactNode; turned?: boolean }) {
  return (
    <svg className={turned ? 'icon icon--turned' : 'icon'} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

const THUMB =
  'M7.5 10.5v9.5H4v-9.5h3.5Zm0 0 3.7-7c1.5 0 2.6 1.1 2.6 2.6v3.4h4.4a2 2 0 0 1 2 2.3l-1 6.5a2 2 0 0 1-2 1.7H7.5';

export const LikeIcon = () => (
  <Icon>
    <path d={THUMB} />
  </Icon>
);

export const DislikeIcon = () => (
  <Icon turned>
    <path d={THUMB} />
  </Icon>
);

export const SeenIcon = () => (
  <Icon>
    <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z" />
    <circle cx="12" cy="12" r="2.8" />
  </Icon>
);

export const ChevronIcon = () => (
  <Icon>
    <path d="m6 9.5 6 6 6-6" />
  </Icon>
);

export const NewIcon = () => (
  <Icon>
    <path d="M12 5v14M5 12h14" />
  </Icon>
);

export const PersonIcon = () => (
  <Icon>
    <circle cx="12" cy="8" r="3.6" />
    <path d="M4.8 20c.6-4 3.4-6 7.2-6s6.6 2 7.2 6" />
  </Icon>
);

export const SunIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="3.8" />
    <path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4" />
  </Icon>
);

export const MoonIcon = () => (
  <Icon>
    <path d="M19.5 14.2A7.8 7.8 0 0 1 9.8 4.5a7.8 7.8 0 1 0 9.7 9.7Z" />
  </Icon>
);

export const SendIcon = () => (
  <Icon>
    <path d="M12 19.5v-15M5.5 11 12 4.5l6.5 6.5" />
  </Icon>
);

export const CloseIcon = () => (
  <Icon>
    <path d="m6 6 12 12M18 6 6 18" />
  </Icon>
);

/** What does not count. */
export const MuteIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="8.5" />
    <path d="m6 18 12-12" />
  </Icon>
);

export const CheckIcon = () => (
  <Icon>
    <path d="m5 12.5 4.5 4.5L19 7.5" />
  </Icon>
);

/** Two sheets side by side. */
export const CompareIcon = () => (
  <Icon>
    <path d="M4.5 5h6v14h-6zM13.5 5h6v14h-6z" />
  </Icon>
);

export const MicIcon = () => (
  <Icon>
    <path d="M12 3.5a2.6 2.6 0 0 1 2.6 2.6v5.4a2.6 2.6 0 0 1-5.2 0V6.1A2.6 2.6 0 0 1 12 3.5Z" />
    <path d="M6.5 11.5a5.5 5.5 0 0 0 11 0M12 17v3.5" />
  </Icon>
);

export const SpeakerIcon = () => (
  <Icon>
    <path d="M4 9.5h3.5L12 5.5v13l-4.5-4H4zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.6 7.6 0 0 1 0 11" />
  </Icon>
);

export const StopIcon = () => (
  <Icon>
    <path d="M7 7h10v10H7z" />
  </Icon>
);

/** The sign of the house: bars on both sides of a common zero line. */
export const SumIcon = () => (
  <svg className="sign" viewBox="0 0 28 28" aria-hidden="true" focusable="false">
    <path className="sign__zero" d="M11 3v22" />
    <path className="sign__plus" d="M11 7.5h14M11 20.5h9" />
    <path className="sign__minus" d="M11 14H4" />
  </svg>
);
