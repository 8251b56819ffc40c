package io.azimuth.spi;

/** A setting in the configuration file that a plugin rejects. */
public final class InvalidSettingsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String key;

  /** Rejects the value of the key, for the reason given; the value itself is not repeated. */
  public InvalidSettingsException(String key, String problem) {
    super(key + ": " + problem);
    this.key = key;
  }

  /** The key in the plugin's block. */
  public String key() {
    return key;
  }
}
