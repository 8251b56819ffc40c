package io.azimuth.bootstrap.plugin.guard;

import io.azimuth.spi.PluginSettings;
import java.util.Comparator;
import java.util.List;

/** Removes the values of a plugin's settings from texts that the plugin wrote. */
public final class SettingsRedaction {

  /** Shorter values are no secrets; they occur in other words. */
  private static final int MIN_LENGTH = 4;

  private static final String HIDDEN = "(hidden)";

  private final List<String> values;

  /** Creates a redaction of these settings. */
  public SettingsRedaction(PluginSettings settings) {
    values =
        settings.values().values().stream()
            .filter(value -> value.length() >= MIN_LENGTH)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  /** The text with {@code (hidden)} in place of each value. */
  public String redact(String text) {
    String redacted = text;
    for (String value : values) {
      redacted = redacted.replace(value, HIDDEN);
    }
    return redacted;
  }
}
