package dev.rollcall.app;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jboss.logging.Logger;

/**
 * SIGHUP: 'read your list again'. A process that does not handle it would end on it.
 *
 * <p>Java has no public way to a signal. {@code sun.misc.Signal} is there on every JVM, but naming
 * it in the source is a warning that cannot be switched off, so it is named in text; the names are
 * constants, which the native image's analysis sees.
 */
final class Hangup {

  private static final Logger LOG = Logger.getLogger(Hangup.class);

  private Hangup() {}

  /** From now on each SIGHUP does this, on a thread of its own. */
  static void handle(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> answer(self, method, arguments, action));
      Object hup = signal.getConstructor(String.class).newInstance("HUP");
      signal.getMethod("handle", signal, handler).invoke(null, hup, proxy);
    } catch (InvocationTargetException e) {
      // There is no such signal here, or the JVM was told to leave it alone (-Xrs).
      LOG.debug("SIGHUP is not handled", e);
    } catch (ReflectiveOperationException e) {
      LOG.warnf("SIGHUP cannot be handled and would end the program: %s", e);
    }
  }

  private static Object answer(Object self, Method method, Object[] arguments, Runnable action) {
    return switch (method.getName()) {
      case "handle" -> {
        action.run();
        yield self;
      }
      case "equals" -> self == arguments[0];
      case "hashCode" -> System.identityHashCode(self);
      default -> "SIGHUP";
    };
  }
}
