package io.azimuth.bootstrap.agent.login;

import io.azimuth.bootstrap.configfile.BlockReader;

/** Reads keys that must be there. */
final class RequiredKeys {

  private RequiredKeys() {}

  /** The value; a problem and an empty text if the key is absent. */
  static String text(BlockReader config, String key, String what) {
    if (!config.has(key)) {
      config.missing(key, what);
    }
    return config.text(key).orElse("");
  }
}
