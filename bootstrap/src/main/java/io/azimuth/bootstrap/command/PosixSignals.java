package io.azimuth.bootstrap.command;

/**
 * The signals of the JVM. {@code sun.misc.Signal} is in the module {@code jdk.unsupported}, which
 * is exported and stays until there is a replacement; a shutdown hook cannot make the process exit
 * with 0, and nothing else sees SIGHUP.
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

  @SuppressWarnings("sunapi") // Exported by jdk.unsupported; see above.
  private static void handle(String name, Runnable action) {
    try {
      sun.misc.Signal.handle(new sun.misc.Signal(name), signal -> action.run());
    } catch (IllegalArgumentException e) {
      // Unknown to this system, or taken by -Xrs: the JVM's own behaviour remains.
    }
  }
}
