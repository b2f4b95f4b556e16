package dev.rollcall.serve.vertx;

import java.util.concurrent.Executor;

/** What is below a call: where its things happen, and when it is gone. */
public interface CallTransport {

  /** Runs tasks one after the other, on the call's own thread. */
  Executor executor();

  /**
   * Calls back on that thread when nothing can be sent any more, whatever the reason: it was
   * answered, cancelled, or its connection is no more. May be called once.
   */
  void onGone(Runnable gone);
}
