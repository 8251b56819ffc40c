package io.azimuth.adapters.azure;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import io.azimuth.adapters.azure.attested.AttestedSigners;
import io.azimuth.adapters.azure.attested.CmsAttestedSignatures;
import io.azimuth.adapters.azure.cloud.CloudCatalog;
import io.azimuth.adapters.azure.cloud.CloudConfig;
import io.azimuth.adapters.azure.cloud.LocalKeys;
import io.azimuth.adapters.azure.discovery.AzureClouds;
import io.azimuth.adapters.azure.discovery.CloudServices;
import io.azimuth.adapters.azure.pipeline.DirectoryCloudConfig;
import io.azimuth.adapters.azure.transport.ClockComparison;
import io.azimuth.adapters.azure.transport.CloudHttpClients;
import io.azimuth.adapters.azure.transport.HttpCertificates;
import io.azimuth.adapters.azure.transport.HttpDocumentFetcher;
import io.azimuth.adapters.azure.transport.LocalKeyFetcher;
import io.azimuth.adapters.azure.transport.ProxyConfig;
import io.azimuth.azure.metrics.AzureCallMetrics;
import io.azimuth.azure.metrics.AzureService;
import io.azimuth.azure.port.AttestedSignatures;
import io.azimuth.azure.port.CredentialRotator;
import io.azimuth.azure.port.GroupDirectory;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.spi.cloud.Clouds;
import io.azimuth.spi.metrics.MetricSource;
import io.azimuth.spi.remote.BackgroundFetches;
import io.azimuth.spi.trace.Tracing;
import io.azimuth.spi.verify.DocumentFetcher;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Binds {@link Clouds}, the {@link DocumentFetcher} of key sets, a set of {@link MetricSource} and
 * what {@link ResourceModule} binds. Needs a {@link java.time.Clock}, {@link
 * io.azimuth.spi.federation.PluginIdentityTokens} and the {@link
 * io.azimuth.spi.remote.BackgroundFetches} that {@code JoseModule} binds.
 */
public final class AzureModule extends AbstractModule {

  private final CloudCatalog catalog;
  private final LocalKeys localKeys;
  private final AttestedSigners attestedSigners;
  private final HttpCertificates certificates;
  private final ClockComparison clockComparison;
  private final DocumentFetcher keySets;
  private final HttpDocumentFetcher documents;
  private final ResourceModule resources;

  /**
   * What a site has in files, so that clouds are not asked for it.
   *
   * @param keys the clouds whose keys are in a file
   * @param attested who signs the attested documents of machines
   */
  public record SiteFiles(LocalKeys keys, AttestedSigners attested) {

    static final SiteFiles NONE = new SiteFiles(LocalKeys.NONE, AttestedSigners.BUILT_IN);
  }

  /**
   * Reads the files of authorities and connects to nothing.
   *
   * @param blocks the {@code cloud} blocks of the configuration file, beside the built-in clouds
   * @param version our own version, which the User-Agent contains
   * @param machineClock the clock of this machine, which is compared with Azure's
   * @param calls counts the calls for discovery documents, keys and sign-ins
   * @param random makes the keys of client certificates
   * @throws io.azimuth.spi.InvalidSettingsException when a name is taken or a file unusable
   */
  public AzureModule(
      List<CloudConfig> blocks,
      ProxyConfig proxy,
      String version,
      Clock machineClock,
      AzureCallMetrics calls,
      SecureRandom random) {
    this(blocks, SiteFiles.NONE, proxy, version, machineClock, calls, Tracing.NONE, random);
  }

  /**
   * The same with traces, and with files of this machine.
   *
   * @param files keys and certificates of clouds that the site has in files
   * @param tracing begins the traces of calls that no request asked for
   */
  public AzureModule(
      List<CloudConfig> blocks,
      SiteFiles files,
      ProxyConfig proxy,
      String version,
      Clock machineClock,
      AzureCallMetrics calls,
      Tracing tracing,
      SecureRandom random) {
    this.localKeys = files.keys();
    this.attestedSigners = files.attested();
    catalog = CloudCatalog.with(blocks);
    CloudHttpClients transports = new CloudHttpClients(catalog.clouds(), proxy.selector());
    String userAgent = "azimuth/" + version;
    certificates = new HttpCertificates(transports, userAgent);
    clockComparison = new ClockComparison(machineClock);
    keySets =
        new LocalKeyFetcher(
            localKeys,
            new HttpDocumentFetcher(
                transports, clockComparison, userAgent, calls, AzureService.KEYS, tracing));
    documents =
        new HttpDocumentFetcher(
            transports, clockComparison, userAgent, calls, AzureService.DISCOVERY, tracing);
    resources =
        new ResourceModule(
            catalog.clouds().stream().map(DirectoryCloudConfig::of).toList(),
            transports::builderOf,
            userAgent,
            calls,
            tracing,
            random);
  }

  @Override
  protected void configure() {
    install(resources);
    Multibinder.newSetBinder(binder(), MetricSource.class).addBinding().toInstance(clockComparison);
    bind(DocumentFetcher.class).toInstance(keySets);
    bind(Clouds.class).to(AzureClouds.class);
  }

  @Provides
  @Singleton
  AzureClouds clouds(BackgroundFetches fetches, CloudServices services, Clock clock) {
    return new AzureClouds(catalog, localKeys, documents, fetches, services, clock);
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
            groups,
            AttestedSignatures.class,
            new CmsAttestedSignatures(attestedSigners, certificates)));
  }
}
