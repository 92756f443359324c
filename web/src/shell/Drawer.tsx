import { useEffect, useRef, type MouseEvent, type ReactNode } from 'react';

import { useWords } from '../words/index.ts';
import { CloseIcon } from './icons.tsx';

interface Props {
  open: boolean;
  label: string;
  wide?: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** A side sheet. The browser's own dialog keeps the focus inside, closes on Esc and gives the focus back. */
export function Drawer({ open, label, wide = false, onClose, children }: Props) {
  const words = useWords();
  const dialog = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);

  const closeOnBackdrop = (event: MouseEvent) => {
    if (event.target === dialog.current) onClose();
  };

  return (
    <dialog ref={dialog} className={wide ? 'drawer drawer--wide' : 'drawer'} aria-label={label} onClose={onClose} onClick={closeOnBackdrop}>
      <div className="drawer__sheet">
        <button type="button" className="tool drawer__close" aria-label={words.close} title={words.close} onClick={onClose}>
          <CloseIcon />
        </button>
        {open && children}
      </div>
    </dialog>
  );
}
