package io.azimuth.spi;

import java.util.Set;

/** A setting in the configuration file that a plugin rejects. */
public final class InvalidSettingsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String key;
  private final boolean unknownKey;
  private final transient Set<String> knownKeys;

  /** Rejects the value of the key, for the reason given; the value itself is not repeated. */
  public InvalidSettingsException(String key, String problem) {
    this(key, problem, false, Set.of());
  }

  private InvalidSettingsException(
      String key, String problem, boolean unknownKey, Set<String> knownKeys) {
    super(key + ": " + problem);
    this.key = key;
    this.unknownKey = unknownKey;
    this.knownKeys = Set.copyOf(knownKeys);
  }

  /** Rejects the key, because the plugin has only these others. */
  public static InvalidSettingsException unknownKey(String key, Set<String> knownKeys) {
    return new InvalidSettingsException(key, "unknown key", true, knownKeys);
  }

  /** The key in the plugin's block. */
  public String key() {
    return key;
  }

  /** Whether the plugin has no such key. */
  public boolean namesUnknownKey() {
    return unknownKey;
  }

  /** The keys that the plugin has, when {@link #key} is none of them; otherwise empty. */
  public Set<String> knownKeys() {
    return knownKeys;
  }
}
