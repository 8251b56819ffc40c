package io.azimuth.bootstrap.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.event.KeyValuePair;

/** The arguments of a log record that have a name. */
final class NamedArguments {

  private static final Pattern HOLE = Pattern.compile("(?:\\b([a-z][a-z0-9_]*)=)?\\{}");

  private NamedArguments() {}

  /**
   * Arguments by name: those of {@code name={}} in the message, then the key-value pairs. The first
   * one of a name wins, because parsers handle a duplicate member in different ways.
   */
  static Map<String, Object> of(ILoggingEvent event) {
    Map<String, Object> named = new LinkedHashMap<>();
    Object[] arguments = event.getArgumentArray();
    if (event.getMessage() != null && arguments != null) {
      Matcher hole = HOLE.matcher(event.getMessage());
      for (int i = 0; i < arguments.length && hole.find(); i++) {
        if (hole.group(1) != null) {
          named.putIfAbsent(hole.group(1), Objects.requireNonNullElse(arguments[i], "null"));
        }
      }
    }
    if (event.getKeyValuePairs() != null) {
      for (KeyValuePair pair : event.getKeyValuePairs()) {
        if (!pair.key.startsWith("@")) {
          named.putIfAbsent(pair.key, Objects.requireNonNullElse(pair.value, "null"));
        }
      }
    }
    return named;
  }
}
