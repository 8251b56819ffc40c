package io.azimuth.bootstrap.server;

import io.azimuth.adapters.azure.AzureModule;
import io.azimuth.adapters.azure.attested.AttestedSigners;
import io.azimuth.adapters.azure.cloud.CloudConfig;
import io.azimuth.adapters.azure.cloud.KeyVaultService;
import io.azimuth.adapters.azure.cloud.LocalKeys;
import io.azimuth.adapters.azure.database.DatabaseTokenFactory;
import io.azimuth.adapters.azure.signin.SignInConfig;
import io.azimuth.adapters.azure.transport.ProxyConfig;
import io.azimuth.adapters.http.config.HttpConfig;
import io.azimuth.adapters.http.config.ListenerConfig;
import io.azimuth.adapters.http.tls.BoringSsl;
import io.azimuth.adapters.http.tls.TlsEngine;
import io.azimuth.application.federation.IssuerOrigin;
import io.azimuth.application.port.host.Host;
import io.azimuth.application.port.leader.Member;
import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.application.snapshot.SnapshotOrigin;
import io.azimuth.application.system.status.ServerInfo;
import io.azimuth.azure.metrics.AzureCallMetrics;
import io.azimuth.azure.port.ServerCredential;
import io.azimuth.bootstrap.build.BuildInfo;
import io.azimuth.bootstrap.config.AzureCloudBlock;
import io.azimuth.bootstrap.config.AzureKeyVaultSealBlock;
import io.azimuth.bootstrap.config.AzureSignInBlock;
import io.azimuth.bootstrap.config.HostAndPort;
import io.azimuth.bootstrap.config.ListenerBlock;
import io.azimuth.bootstrap.config.LocalSources;
import io.azimuth.bootstrap.config.PluginSealBlock;
import io.azimuth.bootstrap.config.SealBlock;
import io.azimuth.bootstrap.config.ServerConfig;
import io.azimuth.bootstrap.config.StaticSealBlock;
import io.azimuth.bootstrap.host.LocalHost;
import io.azimuth.bootstrap.plugin.guard.PluginCapacity;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.cloud.AccessTokenSource;
import io.azimuth.spi.metrics.NoMetrics;
import io.azimuth.spi.seal.Seal;
import io.azimuth.spi.trace.Tracing;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.Provider;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Translates the configuration into the configuration types of the adapters. */
final class AdapterConfigs {

  private AdapterConfigs() {}

  static String version() {
    return BuildInfo.version();
  }

  static ServerInfo identity(ServerConfig config) {
    return new ServerInfo(
        config.api().compatibleVersion(),
        BuildInfo.version(),
        BuildInfo.buildDate(),
        config.storage().type(),
        config.api().address(),
        config.api().clusterName());
  }

  /** What this server announces to the others on its store. */
  static Member.Self self(ServerConfig config, Environment environment) {
    return new Member.Self(
        environment
            .get("HOSTNAME")
            .or(LocalHost::name)
            .or(() -> config.api().address().map(URI::getHost))
            .orElse(""),
        config.api().address().map(URI::toString).orElse(""),
        config.api().compatibleVersion(),
        BuildInfo.version());
  }

  /** The machine, with the volumes that this server writes to. */
  static Host host(ServerConfig config) {
    return new LocalHost(
        Stream.concat(
                config.storage().settings().path("path").stream(),
                config.directories().audit().directory().stream())
            .toList());
  }

  static SnapshotOrigin origin(ServerConfig config) {
    return new SnapshotOrigin(
        BuildInfo.version(), config.seals().own().map(AdapterConfigs::keyName).orElse(""));
  }

  static IssuerOrigin issuer(ServerConfig config) {
    return new IssuerOrigin(config.api().address(), "v" + BuildInfo.version());
  }

  static SystemLifetimes lifetimes(ServerConfig config) {
    return new SystemLifetimes(config.api().defaultLeaseTtl(), config.api().maxLeaseTtl());
  }

  private static String keyName(SealBlock seal) {
    if (seal instanceof StaticSealBlock fixed) {
      return fixed.keys().current().id();
    }
    return seal instanceof AzureKeyVaultSealBlock vault ? vault.keyName() : seal.type();
  }

  static SealSetup seals(
      ServerConfig config,
      SecretGenerator secrets,
      AzureCallMetrics calls,
      Tracing tracing,
      Function<PluginSealBlock, Seal> plugins) {
    return new SealAssembly(config, secrets, calls, tracing).seals(plugins);
  }

  /** The directory of this machine that belongs to the store; empty for a store elsewhere. */
  static Optional<Path> storeDirectory(ServerConfig config) {
    return config.storage().type().equals("mapdb")
        ? config.storage().settings().path("path")
        : Optional.empty();
  }

  /** Counts no calls: for what shows no measurements. */
  static AzureCallMetrics uncounted() {
    return AzureCallMetrics.registered(new NoMetrics(), Clock.systemUTC());
  }

  static HttpConfig http(ServerConfig config) {
    return HttpConfig.of(config.listeners().stream().map(AdapterConfigs::listener).toList())
        .withConsole(config.api().console());
  }

  /**
   * As many threads for each plugin as there are workers, because a request has a worker only while
   * no more than half of the workers wait for plugins: they leave the others to other requests.
   */
  static PluginCapacity pluginCapacity(ServerConfig config) {
    int workers = http(config).capacity().workers();
    return new PluginCapacity(workers, config.plugins().threads(), Math.max(1, workers / 2));
  }

  static ListenerConfig listener(ListenerBlock listener) {
    return new ListenerConfig(
        address(listener.address()), listener.tls(), listener.forwarding(), listener.limits());
  }

  /**
   * What checks the signatures of tokens: the native provider where it can be loaded, unless a
   * listener forbids native code for what the JDK can do.
   */
  static Supplier<Optional<Provider>> signatures(ServerConfig config) {
    boolean withoutNative =
        config.listeners().stream()
            .flatMap(listener -> listener.tls().stream())
            .anyMatch(tls -> tls.engine() == TlsEngine.JDK);
    return withoutNative ? Optional::empty : BoringSsl::provider;
  }

  private static InetSocketAddress address(HostAndPort address) {
    InetSocketAddress resolved = new InetSocketAddress(address.host(), address.port());
    if (resolved.isUnresolved()) {
      throw new StartupException("the listener's host " + address.host() + " does not resolve");
    }
    return resolved;
  }

  static List<CloudConfig> clouds(ServerConfig config) {
    return config.azure().clouds().stream().map(AdapterConfigs::cloud).toList();
  }

  /** What the site has in files for clouds. */
  static AzureModule.SiteFiles siteFiles(ServerConfig config) {
    return new AzureModule.SiteFiles(localKeys(config), attestedSigners(config));
  }

  /** The clouds whose keys are in a file. */
  private static LocalKeys localKeys(ServerConfig config) {
    Map<String, Path> files = new HashMap<>();
    for (LocalSources local : config.azure().local()) {
      local.keysFile().ifPresent(file -> files.put(local.cloud(), file));
    }
    return new LocalKeys(files);
  }

  /**
   * Who signs attested documents. Reads the files of their authorities.
   *
   * @throws io.azimuth.spi.InvalidSettingsException when a file is unusable
   */
  static AttestedSigners attestedSigners(ServerConfig config) {
    Map<String, String> hosts = new HashMap<>();
    Map<String, Path> files = new HashMap<>();
    Map<String, List<String>> issuers = new HashMap<>();
    for (LocalSources local : config.azure().local()) {
      local.attested().host().ifPresent(host -> hosts.put(local.cloud(), host));
      local.attested().authorities().ifPresent(file -> files.put(local.cloud(), file));
      local.attested().issuerHosts().ifPresent(some -> issuers.put(local.cloud(), some));
    }
    return new AttestedSigners(hosts, files, issuers);
  }

  private static CloudConfig cloud(AzureCloudBlock cloud) {
    AzureCloudBlock.Services services = cloud.services();
    return new CloudConfig(
        cloud.name(),
        cloud.authorityHost(),
        cloud.issuers(),
        new CloudConfig.Services(
            services.resourceManager(),
            services.resourceManagerAudience(),
            services.graph(),
            services.metadataService(),
            services
                .keyVault()
                .flatMap(
                    address ->
                        services
                            .keyVaultAudience()
                            .map(audience -> new KeyVaultService(address, audience))),
            withoutSlash(services.databaseAudience())),
        cloud.authorities());
  }

  private static String withoutSlash(String audience) {
    return audience.endsWith("/") ? audience.substring(0, audience.length() - 1) : audience;
  }

  /** The sign-in that a block of the file describes. */
  static SignInConfig signIn(AzureSignInBlock block) {
    return new SignInConfig(
        block.environment(), block.tenantId().orElse(""), credential(block.credential()));
  }

  private static ServerCredential credential(AzureSignInBlock.Credential credential) {
    String clientId = credential.clientId().orElse("");
    if (credential.secret().isPresent()) {
      return new ServerCredential.ClientSecret(clientId, credential.secret().get());
    }
    if (credential.certificate().isPresent()) {
      return new ServerCredential.ClientCertificate(clientId, credential.certificate().get());
    }
    return credential
        .tokenFile()
        .<ServerCredential>map(file -> new ServerCredential.TokenFile(clientId, file))
        .orElseGet(() -> new ServerCredential.ManagedIdentity(credential.clientId()));
  }

  /**
   * The tokens with which the server logs in to its store; none has been asked for yet.
   *
   * @throws io.azimuth.spi.InvalidSettingsException when a name in the block cannot be
   */
  static Optional<AccessTokenSource> databaseTokens(
      ServerConfig config, Clock clock, AzureCallMetrics calls) {
    return config
        .storage()
        .signIn()
        .map(
            block ->
                new DatabaseTokenFactory(clouds(config), proxy(config), version(), clock, calls)
                    .tokens(signIn(block)));
  }

  static ProxyConfig proxy(ServerConfig config) {
    return config
        .azure()
        .proxy()
        .map(proxy -> ProxyConfig.through(proxy.host(), proxy.port(), config.azure().noProxy()))
        .orElseGet(ProxyConfig::direct);
  }
}
