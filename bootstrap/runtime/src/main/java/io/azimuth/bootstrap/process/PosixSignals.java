package io.azimuth.bootstrap.process;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Handles the signals of the JVM with {@code sun.misc.Signal}, which the module {@code
 * jdk.unsupported} exports until there is a replacement. A shutdown hook cannot make the process
 * exit with 0, and cannot handle SIGHUP. The class is called by reflection because javac warns of
 * every use of it, and this warning cannot be turned off and fails the build.
 */
public final class PosixSignals implements ProcessSignals {

  /** The signals of this process. */
  public PosixSignals() {}

  @Override
  public void onTerminate(Runnable action) {
    handle("TERM", action);
    handle("INT", action);
  }

  @Override
  public void onHangup(Runnable action) {
    handle("HUP", action);
  }

  private static void handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object running =
          Proxy.newProxyInstance(
              PosixSignals.class.getClassLoader(), new Class<?>[] {handler}, handlerOf(action));
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), running);
    } catch (ReflectiveOperationException e) {
      // This system does not know the signal, the JVM runs with -Xrs, or the module is absent. The
      // default behaviour remains.
    }
  }

  private static InvocationHandler handlerOf(Runnable action) {
    return (self, method, arguments) -> {
      switch (method.getName()) {
        case "handle" -> {
          action.run();
          return null;
        }
        case "equals" -> {
          return self == arguments[0];
        }
        case "hashCode" -> {
          return System.identityHashCode(self);
        }
        default -> {
          return "signal handler";
        }
      }
    };
  }
}
