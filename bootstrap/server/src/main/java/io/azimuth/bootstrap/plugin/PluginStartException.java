package io.azimuth.bootstrap.plugin;

import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.InvalidSettingsException;
import java.util.ServiceConfigurationError;
import java.util.function.Supplier;

/**
 * Code of a jar threw something at the start. All that is shown of it was taken on the thread of
 * the plugin, so no code of the jar runs on another. The message omits that of the fault. The stack
 * trace is that of the fault.
 */
public final class PluginStartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String type;
  private final String text;
  private final boolean ofLoading;

  private PluginStartException(Throwable fault, String names, String text) {
    super("a plugin failed at the start: " + names);
    this.type = fault.getClass().getName();
    this.text = text;
    this.ofLoading = fault instanceof ServiceConfigurationError || fault instanceof LinkageError;
  }

  /**
   * Runs code of a jar.
   *
   * @throws PluginException if the code does
   * @throws InvalidSettingsException if the code does; a copy
   * @throws OutOfMemoryError if the code does; a new one
   * @throws PluginStartException if the code throws anything else
   */
  static <T> T contain(Supplier<T> code) {
    try {
      return code.get();
    } catch (PluginException e) {
      throw e;
    } catch (InvalidSettingsException e) {
      throw copy(e);
    } catch (Throwable e) { // also errors: each is a refused start
      if (e.getClass() == OutOfMemoryError.class) {
        throw new OutOfMemoryError("a plugin at the start");
      }
      throw of(e);
    }
  }

  // Code that has the first can add causes to it.
  private static InvalidSettingsException copy(InvalidSettingsException e) {
    return e.namesUnknownKey()
        ? InvalidSettingsException.unknownKey(e.key(), e.knownKeys())
        : new InvalidSettingsException(
            e.key(), String.valueOf(e.getMessage()).substring((e.key() + ": ").length()));
  }

  private static PluginStartException of(Throwable fault) {
    String name = fault.getClass().getName();
    try {
      PluginStartException failure =
          new PluginStartException(fault, FaultNames.of(fault), textOf(fault));
      failure.setStackTrace(fault.getStackTrace());
      return failure;
    } catch (Throwable e) { // the fault of a jar cannot even be described
      return new PluginStartException(fault, name, name);
    }
  }

  private static String textOf(Throwable fault) {
    if (fault instanceof ServiceException service) {
      return String.valueOf(service.detail());
    }
    return fault instanceof ServiceConfigurationError
        ? String.valueOf(fault.getMessage())
        : String.valueOf(fault.toString());
  }

  /** The name of the class of the fault. */
  public String type() {
    return type;
  }

  /** The fault with its message, which may contain a secret of the settings. */
  public String text() {
    return text;
  }

  /** Why no class of the jar can be used. A message of the jar's own is omitted. */
  String reason() {
    return ofLoading ? text : type;
  }
}
