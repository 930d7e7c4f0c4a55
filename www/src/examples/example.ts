/** Made-up evidence that is offered by one click. */
export interface Example {
  title: string;
  /** What one sees in it, in a few words. */
  about: string;
  sources: readonly { name: string; text: string }[];
}

/** Examples are judged by this moment, so that their certificates stay as old as they are meant to be. */
export const EXAMPLE_TIME = Date.UTC(2026, 10, 22, 9, 0, 0);
