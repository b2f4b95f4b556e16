// Reads the stream of changes, and resumes it after a disconnect.

import { open } from './api.js';
import { EventReader } from './events.js';

const MIN_PAUSE = 500;
const MAX_PAUSE = 5000;

/**
 * Calls `listener`: `changed(response)` for each WatchPeersResponse, `live()` once connected,
 * `lost(error, pause)` on a disconnect, with the milliseconds until the next attempt, and
 * `unauthorized(error)` when a token is required: then it waits until `start` is called again.
 */
export class Stream {
  #listener;
  #attempt = new AbortController();
  #pause = MIN_PAUSE;
  #timer;
  #lastId = '';

  constructor(listener) {
    this.#listener = listener;
  }

  /** Connects at once, and drops a connection or attempt that there may be. */
  start() {
    clearTimeout(this.#timer);
    this.#attempt.abort();
    this.#attempt = new AbortController();
    this.#run(this.#attempt);
  }

  async #run(attempt) {
    try {
      await this.#read(attempt);
      throw new Error('Rollcall closed the stream');
    } catch (error) {
      if (attempt === this.#attempt) {
        attempt.abort();
        this.#failed(error);
      }
    }
  }

  async #read({ signal }) {
    const headers = { accept: 'text/event-stream' };
    if (this.#lastId) {
      headers['last-event-id'] = this.#lastId;
    }
    const response = await open('api/v1/watch', { headers, signal });
    const reader = new EventReader();
    const text = response.body.pipeThrough(new TextDecoderStream()).getReader();
    this.#listener.live();
    for (let chunk = await text.read(); !chunk.done; chunk = await text.read()) {
      signal.throwIfAborted();
      reader.read(chunk.value).forEach((event) => this.#handle(event));
    }
  }

  #handle({ event, id, data }) {
    const content = JSON.parse(data);
    if (event === 'error') {
      throw new Error(content.message);
    }
    this.#pause = MIN_PAUSE;
    this.#listener.changed(content);
    this.#lastId = id;
  }

  #failed(error) {
    if (error.needsToken) {
      this.#listener.unauthorized(error);
      return;
    }
    this.#listener.lost(error, this.#pause);
    this.#timer = setTimeout(() => this.start(), this.#pause);
    this.#pause = Math.min(2 * this.#pause, MAX_PAUSE);
  }
}
