package io.azimuth.bootstrap.plugin;

/**
 * What may be shown of a fault of a plugin: the names of classes, without messages, which may
 * contain a secret. To be asked on a thread of the plugin, because a fault may override its text.
 */
public final class FaultNames {

  private static final int MAX_CAUSES = 5;

  private FaultNames() {}

  /** The class of the fault, and those of its first causes. */
  public static String of(Throwable fault) {
    StringBuilder classes = new StringBuilder(nameOf(fault));
    Throwable cause = fault.getCause();
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      classes.append(", caused by ").append(nameOf(cause));
      cause = cause.getCause();
    }
    return classes.toString();
  }

  // The message of these two comes from the JVM and names the class or method that is missing.
  private static String nameOf(Throwable fault) {
    return fault instanceof NoClassDefFoundError || fault instanceof NoSuchMethodError
        ? fault.toString()
        : fault.getClass().getName();
  }
}
