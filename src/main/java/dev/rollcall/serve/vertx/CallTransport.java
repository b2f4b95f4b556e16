package dev.rollcall.serve.vertx;

import java.util.concurrent.Executor;

/** Provides what a call needs of its transport: its thread, and a signal when it has ended. */
public interface CallTransport {

  /** Runs tasks one after the other, on the event loop of the client's connection. */
  Executor executor();

  /**
   * Calls back on that thread when nothing more can be sent, whatever the reason: the call was
   * answered or cancelled, or its connection is closed. May be called once.
   */
  void onGone(Runnable gone);
}
