package io.azimuth.spi;

/** A setting in the configuration file that a plugin cannot work with. */
public final class InvalidSettingsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String key;

  /** The key and what is wrong with its value; the value itself is not repeated. */
  public InvalidSettingsException(String key, String problem) {
    super(key + ": " + problem);
    this.key = key;
  }

  /** The key in the plugin's block. */
  public String key() {
    return key;
  }
}
