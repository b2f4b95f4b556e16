// Holds the stream of changes, and takes it up again where it broke off.

import { open } from './api.js';
import { EventReader } from './events.js';

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 5000;

/**
 * Reports to `listener`: `changed(response)` for each WatchPeersResponse, `live()` when the stream
 * stands, `lost(error, pause)` when it does not and is tried again in so many milliseconds, and
 * `refused(error)` when a token is needed: then it rests until `start` is called again.
 */
export class Stream {
  #listener;
  #attempt = new AbortController();
  #pause = FIRST_PAUSE;
  #timer;
  #last = '';

  constructor(listener) {
    this.#listener = listener;
  }

  /** Tries at once, whatever was going on. */
  start() {
    clearTimeout(this.#timer);
    this.#attempt.abort();
    this.#attempt = new AbortController();
    this.#run(this.#attempt);
  }

  async #run(attempt) {
    try {
      await this.#read(attempt);
      throw new Error('Rollcall has ended it');
    } catch (error) {
      if (attempt === this.#attempt) {
        attempt.abort();
        this.#failed(error);
      }
    }
  }

  async #read({ signal }) {
    const headers = { accept: 'text/event-stream' };
    if (this.#last) {
      headers['last-event-id'] = this.#last;
    }
    const answer = await open('/api/v1/watch', { headers, signal });
    const reader = new EventReader();
    const text = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    this.#listener.live();
    for (let piece = await text.read(); !piece.done; piece = await text.read()) {
      signal.throwIfAborted();
      reader.read(piece.value).forEach((event) => this.#take(event));
    }
  }

  #take({ event, id, data }) {
    const content = JSON.parse(data);
    if (event === 'error') {
      throw new Error(content.message);
    }
    this.#pause = FIRST_PAUSE;
    this.#listener.changed(content);
    this.#last = id;
  }

  #failed(error) {
    if (error.needsToken) {
      this.#listener.refused(error);
      return;
    }
    this.#listener.lost(error, this.#pause);
    this.#timer = setTimeout(() => this.start(), this.#pause);
    this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE);
  }
}
