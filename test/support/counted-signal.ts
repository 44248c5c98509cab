/** An abort signal that counts its listeners, to detect leaks. */
export interface CountedSignal {
  readonly signal: AbortSignal;
  readonly abort: (reason?: unknown) => void;
  /** Current number of listeners. */
  readonly listeners: () => number;
  /** Highest number of listeners at one time. */
  readonly most: () => number;
}

export function countedSignal(): CountedSignal {
  const controller = new AbortController();
  const { signal } = controller;
  const listeners = new Set<unknown>();
  let most = 0;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (
    type: string,
    listener: EventListener,
    options?: AddEventListenerOptions | boolean,
  ) => {
    listeners.add(listener);
    most = Math.max(most, listeners.size);
    add(type, listener, options);
  };
  signal.removeEventListener = (
    type: string,
    listener: EventListener,
    options?: EventListenerOptions | boolean,
  ) => {
    listeners.delete(listener);
    remove(type, listener, options);
  };
  return {
    signal,
    abort: (reason) => {
      controller.abort(reason);
      listeners.clear();
    },
    listeners: () => listeners.size,
    most: () => most,
  };
}
