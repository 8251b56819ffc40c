package io.azimuth.adapters.azure;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import io.azimuth.adapters.azure.cloud.CloudCatalog;
import io.azimuth.adapters.azure.cloud.CloudConfig;
import io.azimuth.adapters.azure.discovery.AzureClouds;
import io.azimuth.adapters.azure.discovery.CloudServices;
import io.azimuth.adapters.azure.pipeline.DirectoryCloudConfig;
import io.azimuth.adapters.azure.transport.AzureProxySelector;
import io.azimuth.adapters.azure.transport.ClockComparison;
import io.azimuth.adapters.azure.transport.CloudHttpClients;
import io.azimuth.adapters.azure.transport.HttpDocumentFetcher;
import io.azimuth.adapters.azure.transport.ProxyConfig;
import io.azimuth.azure.port.CredentialRotator;
import io.azimuth.azure.port.GroupDirectory;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.spi.cloud.Clouds;
import io.azimuth.spi.metrics.MetricSource;
import io.azimuth.spi.verify.DocumentFetcher;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Binds {@link Clouds}, {@link DocumentFetcher}, a set of {@link MetricSource} and what {@link
 * ResourceModule} binds. Needs a {@link java.time.Clock}, {@link
 * io.azimuth.spi.federation.PluginIdentityTokens} and the {@link
 * io.azimuth.spi.remote.BackgroundFetches} that {@code JoseModule} binds.
 */
public final class AzureModule extends AbstractModule {

  private final CloudCatalog catalog;
  private final ClockComparison clockComparison;
  private final HttpDocumentFetcher fetcher;
  private final ResourceModule resources;

  /**
   * Reads the files of authorities and connects to nothing.
   *
   * @param blocks the {@code cloud} blocks of the configuration file, beside the built-in clouds
   * @param version our own version, which the User-Agent tells
   * @param machineClock the clock of this machine, which is compared with Azure's
   * @throws io.azimuth.spi.InvalidSettingsException when a name is taken or a file unusable
   */
  public AzureModule(
      List<CloudConfig> blocks, ProxyConfig proxy, String version, Clock machineClock) {
    catalog = CloudCatalog.with(blocks);
    CloudHttpClients transports =
        new CloudHttpClients(catalog.clouds(), new AzureProxySelector(proxy));
    String userAgent = "azimuth/" + version;
    clockComparison = new ClockComparison(machineClock);
    fetcher = new HttpDocumentFetcher(transports, clockComparison, userAgent);
    resources =
        new ResourceModule(
            catalog.clouds().stream().map(DirectoryCloudConfig::of).toList(),
            transports::builderOf,
            userAgent);
  }

  @Override
  protected void configure() {
    install(resources);
    bind(CloudCatalog.class).toInstance(catalog);
    Multibinder.newSetBinder(binder(), MetricSource.class).addBinding().toInstance(clockComparison);
    bind(DocumentFetcher.class).toInstance(fetcher);
    bind(AzureClouds.class).in(Singleton.class);
    bind(Clouds.class).to(AzureClouds.class);
  }

  @Provides
  @Singleton
  CloudServices services(
      ResourceDirectory directory, CredentialRotator rotator, GroupDirectory groups) {
    return new CloudServices(
        Map.of(
            ResourceDirectory.class,
            directory,
            CredentialRotator.class,
            rotator,
            GroupDirectory.class,
            groups));
  }
}
