package io.azimuth.bootstrap.process;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Optional;

/**
 * Handles the signals of the JVM with {@code sun.misc.Signal}, which the module {@code
 * jdk.unsupported} exports until there is a replacement. A shutdown hook cannot make the process
 * exit with 0, and cannot handle SIGHUP. The class is called by reflection because javac warns of
 * every use of it, and this warning cannot be turned off and fails the build.
 */
public final class PosixSignals implements ProcessSignals {

  public PosixSignals() {}

  @Override
  public void onTerminate(Runnable action) {
    handle("TERM", action);
    handle("INT", action);
  }

  // What HotSpot 17 and 25 do in a process that was started with SIGHUP ignored, as by nohup:
  // - they leave the signal ignored: the kernel's mask keeps it, with a handler and without one;
  // - Signal.handle does not fail, and returns SIG_IGN each time;
  // - no documented option changes that: -XX:+AllowUserSignalHandlers has no effect on it.
  // With -Xrs, which is -XX:+ReduceSignalUsage, Signal.handle throws IllegalArgumentException, and
  // SIGHUP ends the process unless it is ignored.
  @Override
  public HangupEffect onHangup(Runnable action) {
    Optional<Object> former = handle("HUP", action);
    if (former.filter(PosixSignals::isIgnoring).isPresent()
        || IgnoredSignals.ofProcess().filter(IgnoredSignals::hasHangup).isPresent()) {
      return HangupEffect.NOTHING;
    }
    return former.isPresent() ? HangupEffect.ACTION_RUNS : HangupEffect.LEFT_TO_SYSTEM;
  }

  private static boolean isIgnoring(Object former) {
    try {
      return former.equals(Class.forName("sun.misc.SignalHandler").getField("SIG_IGN").get(null));
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  /** Returns what handled the signal until now; empty if the action does not handle it. */
  private static Optional<Object> handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object running =
          Proxy.newProxyInstance(
              PosixSignals.class.getClassLoader(), new Class<?>[] {handler}, handlerOf(action));
      return Optional.ofNullable(
          signal
              .getMethod("handle", signal, handler)
              .invoke(null, signal.getConstructor(String.class).newInstance(name), running));
    } catch (ReflectiveOperationException e) {
      // This system does not know the signal, the JVM runs with -Xrs, or the module is absent. The
      // default behaviour remains.
      return Optional.empty();
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
