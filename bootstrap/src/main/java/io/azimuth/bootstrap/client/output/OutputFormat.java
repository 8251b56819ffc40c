package io.azimuth.bootstrap.client.output;

import io.azimuth.bootstrap.client.ClientException;
import java.util.Locale;

/** How answers are printed. */
public enum OutputFormat {
  /** For people. */
  TABLE,
  /** For programs. */
  JSON,
  /** The same content as JSON. */
  YAML;

  /**
   * The format of that name.
   *
   * @throws ClientException when there is none
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
