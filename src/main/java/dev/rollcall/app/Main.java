package dev.rollcall.app;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.security.Security;

/** Where the program begins. */
@QuarkusMain
public final class Main {

  private Main() {}

  /** Serves until it is told to end. */
  public static void main(String... arguments) {
    // The JDK has its own cache of names, with lifetimes of its own: 30 s for an answer, whatever
    // it
    // says itself, and 10 s for a failure, by which one hiccup of a name server would count as
    // three.
    // It is read once, at the first lookup. What the system caches, it caches for as long as it
    // may.
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
    Quarkus.run(arguments);
  }
}
