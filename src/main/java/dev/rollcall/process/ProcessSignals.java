package dev.rollcall.process;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Signals to this process.
 *
 * <p>Java has no public way to them. {@code sun.misc.Signal} is there on every JVM, but naming it
 * in the source is a warning that cannot be switched off, so it is named in text; the names are
 * constants, which the native image's analysis sees.
 */
public final class ProcessSignals {

  private ProcessSignals() {}

  /**
   * From now on each signal of this name does this, on a thread of its own, and nothing else.
   *
   * @param name without SIG, such as {@code HUP}
   * @return false if there is no such signal here, or the JVM keeps it to itself
   * @throws IllegalStateException if this JVM has no way to signals
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
      // No such signal, or one that the JVM uses itself, or it was told to leave them (-Xrs).
      return false;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM has no way to signals", e);
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
      default -> "a handler of signals";
    };
  }
}
