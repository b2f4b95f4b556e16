package dev.rollcall.serve.grpc;

import dev.rollcall.directory.Watchers;
import dev.rollcall.directory.Watchers.Subscription;
import dev.rollcall.directory.Watchers.Watcher;
import dev.rollcall.serve.contract.Errors;

/** A call that lasts: a watch or a wait. All of it happens on the call's own thread. */
interface StreamingCall extends Watcher {

  /** The call has ended, by whomever; nothing is to be left behind. */
  void clear();

  /**
   * Holds a call from here to its end. It looks once at once, after it is sure to be woken for each
   * change from then on: nothing falls in between.
   *
   * @throws io.grpc.StatusRuntimeException RESOURCE_EXHAUSTED if there are as many as may be
   */
  static void hold(Watchers watchers, Call call, StreamingCall held) {
    Subscription seat =
        watchers
            .admit(call.executor(), held)
            .orElseThrow(() -> Errors.tooManyHeld(watchers.limit()));
    call.onReady(held::onChange);
    call.onEnd(
        () -> {
          seat.close();
          held.clear();
        });
    held.onChange();
  }
}
