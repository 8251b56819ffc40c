package io.azimuth.bootstrap.plugin.guard;

import io.azimuth.bootstrap.plugin.FaultNames;
import io.azimuth.domain.error.ServiceException;

/**
 * Code of a plugin threw what its contract does not allow. The message names the plugin and the
 * class of what was thrown. It omits the message of what was thrown, because that may contain a
 * secret. The stack trace is that of the fault.
 */
public final class PluginFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int LONGEST_TEXT = 1_000;

  PluginFailedException(String sentence) {
    super(sentence);
  }

  PluginFailedException(String sentence, Throwable fault) {
    super(sentence + ": " + FaultNames.of(fault));
    setStackTrace(fault.getStackTrace());
  }

  /**
   * The same fault for threads of the server, in an object that no thread of the plugin has. The
   * names of the classes of its causes replace them.
   */
  static ServiceException without(ServiceException fault, String sentence) {
    String detail = cut(String.valueOf(fault.detail()));
    Throwable cause = fault.getCause();
    ServiceException bare =
        cause == null
            ? new ServiceException(fault.code(), detail)
            : new ServiceException(
                fault.code(), detail, new PluginFailedException(sentence, cause));
    bare.setStackTrace(fault.getStackTrace());
    return bare;
  }

  /** The text as far as a plugin can make the server keep and log it. */
  static String cut(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }
}
