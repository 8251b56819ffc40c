package io.azimuth.adapters.azure;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import io.azimuth.application.port.cloud.Clouds;
import io.azimuth.application.port.verify.DocumentFetcher;
import java.util.List;

/**
 * Binds {@link Clouds} and {@link DocumentFetcher}. Needs a {@link java.time.Clock} and the {@link
 * io.azimuth.application.remote.BackgroundFetches} that {@code JoseModule} binds.
 */
public final class AzureModule extends AbstractModule {

  private final CloudCatalog catalog;
  private final HttpDocumentFetcher fetcher;

  /**
   * Reads the files of authorities and connects to nothing.
   *
   * @param blocks the {@code cloud} blocks of the configuration file, beside the built-in clouds
   * @param version our own version, which the User-Agent tells
   * @throws io.azimuth.spi.InvalidSettingsException when a name is taken or a file unusable
   */
  public AzureModule(List<CloudConfig> blocks, ProxyConfig proxy, String version) {
    catalog = CloudCatalog.with(blocks);
    Transports transports = new Transports(catalog.clouds(), new AzureProxySelector(proxy));
    fetcher = new HttpDocumentFetcher(transports, "azimuth/" + version);
  }

  @Override
  protected void configure() {
    bind(CloudCatalog.class).toInstance(catalog);
    bind(DocumentFetcher.class).toInstance(fetcher);
    bind(AzureClouds.class).in(Singleton.class);
    bind(Clouds.class).to(AzureClouds.class);
  }
}
