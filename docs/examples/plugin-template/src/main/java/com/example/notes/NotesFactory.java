package com.example.notes;

import io.azimuth.spi.InvalidSettingsException;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.SecretsEngine;
import io.azimuth.spi.SecretsEngineContext;
import io.azimuth.spi.SecretsEngineFactory;
import java.util.Set;

/** Creates the secrets engine {@code notes}. The server finds it by {@code META-INF/services}. */
public final class NotesFactory implements SecretsEngineFactory {

  private static final String MAX_LENGTH = "max_length";

  /** For {@link java.util.ServiceLoader}. */
  public NotesFactory() {}

  @Override
  public String type() {
    return Notes.TYPE;
  }

  @Override
  public void validate(PluginSettings settings) {
    settings.allowOnly(Set.of(MAX_LENGTH));
    maxLength(settings);
  }

  @Override
  public SecretsEngine create(PluginSettings settings, SecretsEngineContext context) {
    return new Notes(maxLength(settings), context.plugin().logger());
  }

  private static int maxLength(PluginSettings settings) {
    String text = settings.text(MAX_LENGTH).orElse("1000");
    if (!text.matches("[1-9][0-9]{0,4}")) {
      throw new InvalidSettingsException(MAX_LENGTH, "must be a number from 1 to 99999");
    }
    return Integer.parseInt(text);
  }
}
