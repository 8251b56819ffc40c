package io.azimuth.adapters.azure.simulator.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of a query or a form; values may hold secrets, so they are never printed. */
public final class Parameters {

  private final Map<String, List<String>> values;

  private Parameters(Map<String, List<String>> values) {
    this.values = values;
  }

  /**
   * Reads {@code a=b&c=d}; names and values may be percent-encoded or, as some clients send them,
   * not.
   *
   * @throws IllegalArgumentException when an encoding is broken
   */
  public static Parameters parse(String text) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        values.computeIfAbsent(decode(name), it -> new ArrayList<>()).add(decode(value));
      }
    }
    return new Parameters(values);
  }

  /** The first value of that name, unless it is empty. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).map(it -> it.get(0)).filter(it -> !it.isEmpty());
  }

  public boolean hasDuplicates() {
    return values.values().stream().anyMatch(it -> it.size() > 1);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
