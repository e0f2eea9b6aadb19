import { type KeyboardEvent, type ToggleEvent, useCallback, useId, useRef } from "react";
import { useTranslation } from "react-i18next";

const GAP = 8;

/** A term of the trade, explained in one sentence on hover, focus and touch. */
export function Term({ name, label }: { readonly name: string; readonly label?: string }) {
  const { t } = useTranslation();
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const tip = useRef<HTMLSpanElement>(null);
  const hide = () => tip.current?.hidePopover();
  const show = () => {
    tip.current?.showPopover();
    follow();
  };
  const follow = useCallback(() => {
    if (tip.current && button.current) place(tip.current, button.current.getBoundingClientRect());
  }, []);
  const onToggle = (event: ToggleEvent<HTMLElement>) => {
    if (event.newState === "open") addEventListener("scroll", follow, { capture: true, passive: true });
    else removeEventListener("scroll", follow, { capture: true });
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className="term"
        aria-describedby={id}
        onPointerEnter={(e) => e.pointerType === "mouse" && show()}
        onPointerLeave={(e) => e.pointerType === "mouse" && hide()}
        onFocus={show}
        onBlur={hide}
        onClick={show}
        onKeyDown={(e: KeyboardEvent) => e.key === "Escape" && hide()}
      >
        {label ?? t(`terms.${name}.name`)}
      </button>
      <span ref={tip} id={id} role="tooltip" popover="auto" className="tip" onToggle={onToggle}>
        {t(`terms.${name}.what`)}
      </span>
    </>
  );
}

/** Above what it explains, below where there is no room; always inside the window. */
function place(tip: HTMLElement, anchor: DOMRect): void {
  const { width, height } = tip.getBoundingClientRect();
  const left = anchor.left + anchor.width / 2 - width / 2;
  const above = anchor.top - height - GAP;
  tip.style.left = `${Math.max(GAP, Math.min(left, innerWidth - width - GAP))}px`;
  tip.style.top = `${above < GAP ? anchor.bottom + GAP : above}px`;
}
