package io.azimuth.bootstrap.plugin;

/** All threads for this code of a plugin are in use. */
public final class PluginBusyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PluginBusyException() {
    super("all threads of the plugin are in use");
  }
}
