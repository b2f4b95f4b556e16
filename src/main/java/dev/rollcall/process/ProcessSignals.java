package dev.rollcall.process;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Handles POSIX signals sent to this process.
 *
 * <p>Java has no public API for signals. {@code sun.misc.Signal} exists on every JVM (module {@code
 * jdk.unsupported}, JEP 260), but javac warns of each use in source, and that warning cannot be
 * suppressed; so it is used by reflection. The names are constants, which the analysis of GraalVM's
 * native image resolves.
 */
public final class ProcessSignals {

  private ProcessSignals() {}

  /**
   * Replaces the handler of a signal. The action runs on a thread of its own.
   *
   * @param name without SIG, such as {@code HUP}
   * @return false if the platform has no such signal, or the JVM reserves it
   * @throws IllegalStateException if this JVM does not support signals
   */
  public static boolean handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> invoke(self, method, arguments, action));
      Object one = signal.getConstructor(String.class).newInstance(name);
      signal.getMethod("handle", signal, handler).invoke(null, one, proxy);
      return true;
    } catch (InvocationTargetException e) {
      // No such signal, or one that the JVM uses itself, or signals are disabled (-Xrs).
      return false;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM does not support signals", e);
    }
  }

  private static Object invoke(Object self, Method method, Object[] arguments, Runnable action) {
    return switch (method.getName()) {
      case "handle" -> {
        action.run();
        yield self;
      }
      case "equals" -> self == arguments[0];
      case "hashCode" -> System.identityHashCode(self);
      default -> "signal handler";
    };
  }
}
