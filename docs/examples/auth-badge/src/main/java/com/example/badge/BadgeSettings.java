package com.example.badge;

import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.InvalidSettingsException;
import io.azimuth.spi.PluginSettings;
import java.util.Set;

/**
 * The block {@code plugin "badge" { … }} of the configuration file.
 *
 * @param site the name of the building, shown in the names of tokens
 * @param pepper the key under which badges are hashed
 */
record BadgeSettings(String site, SecretText pepper) {

  private static final String SITE = "site";
  private static final String PEPPER = "pepper";
  private static final int MIN_PEPPER = 16;

  static BadgeSettings of(PluginSettings settings) {
    settings.allowOnly(Set.of(SITE, PEPPER));
    String pepper =
        settings.text(PEPPER).orElseThrow(() -> new InvalidSettingsException(PEPPER, "is missing"));
    if (pepper.length() < MIN_PEPPER) {
      throw new InvalidSettingsException(PEPPER, "must have at least 16 characters");
    }
    return new BadgeSettings(settings.text(SITE).orElse("main"), SecretText.of(pepper));
  }
}
