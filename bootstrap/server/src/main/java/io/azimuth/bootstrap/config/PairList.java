package io.azimuth.bootstrap.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Pairs as OpenTelemetry writes them: {@code name=value}, with commas between them. */
public enum PairList {
  /** Headers of requests. */
  HEADERS("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}", "[\\x20-\\x7e]{0,4096}"),
  /** Facts of the sender. */
  ATTRIBUTES("[A-Za-z0-9._/-]{1,128}", "\\P{Cntrl}{0,256}");

  private static final int MOST = 32;

  /** What a text that is no such list must be. */
  public static final String FORM =
      "must be at most " + MOST + " pairs NAME=VALUE with commas between";

  private final Pattern name;
  private final Pattern value;

  PairList(String name, String value) {
    this.name = Pattern.compile(name);
    this.value = Pattern.compile(value);
  }

  /** The pairs, whose values are percent-encoded; empty when it is no such list. */
  public Optional<Map<String, String>> parse(String text) {
    return parse(text, PairList::decoded);
  }

  /** The pairs, whose values are as they are written; empty when it is no such list. */
  public Optional<Map<String, String>> parsePlain(String text) {
    return parse(text, UnaryOperator.identity());
  }

  /** Whether a value may be this. */
  public boolean takes(String given) {
    return value.matcher(given).matches();
  }

  private Optional<Map<String, String>> parse(String text, UnaryOperator<String> decoding) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : text.split(",", -1)) {
      if (pair.isBlank()) {
        continue;
      }
      String[] halves = pair.split("=", 2);
      String key = halves[0].strip();
      String given = halves.length == 2 ? decoding.apply(halves[1].strip()) : "";
      if (halves.length != 2
          || !name.matcher(key).matches()
          || !takes(given)
          || pairs.size() == MOST) {
        return Optional.empty();
      }
      pairs.put(key, given);
    }
    return Optional.of(pairs);
  }

  /** Percent-encoding alone: a plus is a plus. A value that is not encoded stays as it is. */
  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value;
    }
  }
}
