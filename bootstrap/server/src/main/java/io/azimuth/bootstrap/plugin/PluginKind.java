package io.azimuth.bootstrap.plugin;

/** The kinds of plugin. */
public enum PluginKind {
  /** Serves mounts below {@code auth/}. */
  AUTH_METHOD("auth method", "auth", "auth"),
  /** Serves mounts at other paths. */
  SECRETS_ENGINE("secrets engine", "secrets", "secret"),
  /** Takes the lines of audit devices. */
  AUDIT_DEVICE("audit device", "audit", "audit"),
  /** Wraps the root key. */
  SEAL("seal", "seal", "seal"),
  /** Stores all records of the server. */
  STORAGE_ENGINE("storage engine", "storage", "storage"),
  /** Has services in place of those of a cloud. */
  CLOUD("cloud", "cloud", "cloud");

  private final String text;
  private final String loggers;
  private final String shortName;

  PluginKind(String text, String loggers, String shortName) {
    this.text = text;
    this.loggers = loggers;
    this.shortName = shortName;
  }

  /** The word by which catalogs and metrics name it. */
  public String shortName() {
    return shortName;
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
