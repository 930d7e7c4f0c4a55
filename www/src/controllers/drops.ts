import type { LitElement, ReactiveController } from "lit";
import { carriesFiles } from "../files.js";
import type { Options } from "./options.js";

/** Files that are dragged over the element and dropped on it. */
export class Drops implements ReactiveController {
  /** Whether files are dragged over the element now. */
  dragging = false;

  #host: LitElement;
  #options: Options;
  #take: (transfer: DataTransfer) => void;

  constructor(host: LitElement, options: Options, take: (transfer: DataTransfer) => void) {
    this.#host = host;
    this.#options = options;
    this.#take = take;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener("dragover", this.#onOver);
    this.#host.addEventListener("dragleave", this.#onLeave);
    this.#host.addEventListener("drop", this.#onDrop);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener("dragover", this.#onOver);
    this.#host.removeEventListener("dragleave", this.#onLeave);
    this.#host.removeEventListener("drop", this.#onDrop);
  }

  #onOver = (event: DragEvent): void => {
    if (!this.#options.offers("drop") || !carriesFiles(event)) return;
    event.preventDefault();
    this.#set(true);
  };

  #onLeave = (event: DragEvent): void => {
    const to = event.relatedTarget;
    if (!(to instanceof Node) || !this.#host.contains(to)) this.#set(false);
  };

  #onDrop = (event: DragEvent): void => {
    if (!this.#options.offers("drop") || event.dataTransfer === null || !carriesFiles(event)) return;
    event.preventDefault();
    this.#set(false);
    this.#take(event.dataTransfer);
  };

  #set(dragging: boolean): void {
    if (this.dragging === dragging) return;
    this.dragging = dragging;
    this.#host.requestUpdate();
  }
}
