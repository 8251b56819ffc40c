package io.azimuth.bootstrap.plugin.guard;

import io.azimuth.domain.error.ServiceException;
import java.util.Arrays;

/**
 * Code of a plugin threw what its contract does not allow. The message names the plugin and the
 * class of what was thrown. It omits the message of what was thrown, because that may contain a
 * secret. The stack trace is that of the fault.
 */
public final class PluginFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int MAX_CAUSES = 5;

  PluginFailedException(String sentence) {
    super(sentence);
  }

  PluginFailedException(String sentence, Throwable fault) {
    super(sentence + ": " + classesOf(fault));
    setStackTrace(fault.getStackTrace());
  }

  /**
   * The same fault for threads of the server, which look at its causes. Those whose class is of a
   * plugin, or that have no end, are replaced by their names.
   */
  static ServiceException without(ServiceException fault, String sentence) {
    if (isOfServer(fault, 0)) {
      return fault;
    }
    Throwable cause = fault.getCause();
    ServiceException bare =
        cause == null
            ? new ServiceException(fault.code(), fault.detail())
            : new ServiceException(
                fault.code(), fault.detail(), new PluginFailedException(sentence, cause));
    bare.setStackTrace(fault.getStackTrace());
    return bare;
  }

  private static boolean isOfServer(Throwable thrown, int depth) {
    ClassLoader loader = thrown.getClass().getClassLoader();
    if (depth > MAX_CAUSES
        || (loader != null
            && loader != ClassLoader.getPlatformClassLoader()
            && loader != ServiceException.class.getClassLoader())) {
      return false;
    }
    Throwable cause = thrown.getCause();
    return (cause == null || isOfServer(cause, depth + 1))
        && Arrays.stream(thrown.getSuppressed()).allMatch(it -> isOfServer(it, depth + 1));
  }

  private static String classesOf(Throwable fault) {
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
