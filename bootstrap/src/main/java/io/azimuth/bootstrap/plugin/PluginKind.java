package io.azimuth.bootstrap.plugin;

/** The kinds of plugin. */
public enum PluginKind {
  /** Serves mounts below {@code auth/}. */
  AUTH_METHOD("auth method", "auth"),
  /** Serves mounts at other paths. */
  SECRETS_ENGINE("secrets engine", "secrets"),
  /** Stores all records of the server. */
  STORAGE_ENGINE("storage engine", "storage");

  private final String text;
  private final String loggers;

  PluginKind(String text, String loggers) {
    this.text = text;
    this.loggers = loggers;
  }

  /** The name of the logger that a plugin of this kind gets. */
  String loggerName(String type) {
    return "io.azimuth." + loggers + "." + type;
  }

  @Override
  public String toString() {
    return text;
  }
}
