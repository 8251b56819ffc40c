package io.azimuth.bootstrap.client.output;

import io.azimuth.bootstrap.client.ClientException;
import java.util.Locale;

public enum OutputFormat {
  /** A table, for people. */
  TABLE,
  /** JSON, for programs. */
  JSON,
  /** YAML with the same content as the JSON. */
  YAML;

  /**
   * Returns the format of the name.
   *
   * @throws ClientException if there is no such format
   */
  public static OutputFormat parse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "table" -> TABLE;
      case "json" -> JSON;
      case "yaml", "yml" -> YAML;
      default -> throw new ClientException("the format must be table, json or yaml");
    };
  }
}
