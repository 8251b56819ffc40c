package io.azimuth.adapters.azure.discovery;

import io.azimuth.adapters.azure.cloud.CloudCatalog;
import io.azimuth.adapters.azure.cloud.CloudConfig;
import io.azimuth.adapters.azure.cloud.LocalKeys;
import io.azimuth.domain.text.AsciiCase;
import io.azimuth.spi.cloud.Cloud;
import io.azimuth.spi.cloud.Clouds;
import io.azimuth.spi.remote.BackgroundFetches;
import io.azimuth.spi.verify.DocumentFetcher;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The built-in clouds and those of the configuration file. */
public final class AzureClouds implements Clouds {

  private final Map<String, AzureCloud> byName = new HashMap<>();

  /**
   * The clouds of the catalog. What is due is fetched every minute in the background.
   *
   * @param keys the clouds whose keys are in a file; no document is fetched for them
   */
  public AzureClouds(
      CloudCatalog catalog,
      LocalKeys keys,
      DocumentFetcher fetcher,
      BackgroundFetches fetches,
      CloudServices services,
      Clock clock) {
    for (CloudConfig config : catalog.clouds()) {
      AzureCloud cloud =
          new AzureCloud(config, keys.of(config.name()), fetcher, fetches, services, clock);
      byName.put(AsciiCase.fold(config.name()), cloud);
      fetches.everyMinute(cloud::refreshDue);
    }
  }

  @Override
  public Optional<Cloud> named(String name) {
    return Optional.ofNullable(byName.get(AsciiCase.fold(name)));
  }
}
