package io.azimuth.bootstrap.process;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * The signals of the JVM. {@code sun.misc.Signal} is exported by the module {@code jdk.unsupported}
 * and stays until there is a replacement: a shutdown hook cannot make the process exit with 0, and
 * nothing else sees SIGHUP. It is called by reflection because javac warns of every mention of it,
 * a warning that cannot be turned off and fails our build.
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
      // Unknown to this system, taken by -Xrs, or no such module: the JVM's own behaviour remains.
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
