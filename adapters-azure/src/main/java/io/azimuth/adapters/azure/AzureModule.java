package io.azimuth.adapters.azure;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.azimuth.adapters.azure.resource.DirectoryCloudConfig;
import io.azimuth.adapters.azure.resource.ResourceModule;
import io.azimuth.application.port.azure.CredentialRotator;
import io.azimuth.application.port.azure.GroupDirectory;
import io.azimuth.application.port.azure.ResourceDirectory;
import io.azimuth.application.port.cloud.Clouds;
import io.azimuth.application.port.verify.DocumentFetcher;
import java.util.List;
import java.util.Map;

/**
 * Binds {@link Clouds}, {@link DocumentFetcher} and what {@link ResourceModule} binds. Needs a
 * {@link java.time.Clock}, {@link io.azimuth.application.port.federation.PluginIdentityTokens} and
 * the {@link io.azimuth.application.remote.BackgroundFetches} that {@code JoseModule} binds.
 */
public final class AzureModule extends AbstractModule {

  private final CloudCatalog catalog;
  private final HttpDocumentFetcher fetcher;
  private final ResourceModule resources;

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
    String userAgent = "azimuth/" + version;
    fetcher = new HttpDocumentFetcher(transports, userAgent);
    resources =
        new ResourceModule(
            catalog.clouds().stream().map(AzureModule::directoryOf).toList(),
            transports::builderOf,
            userAgent);
  }

  @Override
  protected void configure() {
    install(resources);
    bind(CloudCatalog.class).toInstance(catalog);
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

  private static DirectoryCloudConfig directoryOf(CloudConfig cloud) {
    CloudConfig.Services services = cloud.services();
    return new DirectoryCloudConfig(
        cloud.name(),
        cloud.authorityHost(),
        services.resourceManager(),
        services.resourceManagerAudience(),
        services.graph(),
        services.metadataService());
  }
}
