package io.azimuth.bootstrap.server;

import io.azimuth.application.mount.InstalledPlugins;
import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.azure.metrics.AzureCallMetrics;
import io.azimuth.bootstrap.config.PluginBlock;
import io.azimuth.bootstrap.config.PluginSealBlock;
import io.azimuth.bootstrap.config.SealBlock;
import io.azimuth.bootstrap.config.ServerConfig;
import io.azimuth.bootstrap.plugin.LoadedPlugin;
import io.azimuth.bootstrap.plugin.PluginCatalog;
import io.azimuth.bootstrap.plugin.PluginException;
import io.azimuth.bootstrap.plugin.guard.PluginCapacity;
import io.azimuth.bootstrap.plugin.guard.PluginLifecycle;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.EngineContext;
import io.azimuth.spi.KeyValueEngineFactory;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.cloud.AccessTokenSource;
import io.azimuth.spi.engine.StoreFinding;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.metrics.NoMetrics;
import io.azimuth.spi.seal.Seal;
import io.azimuth.spi.seal.SealContext;
import io.azimuth.spi.seal.SealFactory;
import io.azimuth.spi.trace.Tracing;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The checked configuration and the plugins that a server starts with.
 *
 * @param config the checked configuration
 * @param plugins the plugins, which include all that the configuration needs; the owner of the plan
 *     closes them
 */
public record StartupPlan(ServerConfig config, PluginCatalog plugins) implements AutoCloseable {

  /** Whether the server has an auth method of that type. */
  public boolean hasAuthMethod(String type) {
    return plugins.authMethods().stream().anyMatch(plugin -> plugin.type().equals(type));
  }

  /** The plugins of jars, as {@code sys/plugins/catalog} shows them. */
  InstalledPlugins installedPlugins() {
    return new InstalledPlugins(
        Stream.of(
                plugins.authMethods(),
                plugins.secretsEngines(),
                plugins.auditSinks(),
                plugins.seals())
            .flatMap(Collection::stream)
            .flatMap(plugin -> installed(plugin).stream())
            .toList());
  }

  private static Optional<InstalledPlugins.Installed> installed(LoadedPlugin<?> plugin) {
    return plugin
        .origin()
        .jar()
        .map(
            jar ->
                new InstalledPlugins.Installed(
                    plugin.kind().shortName(),
                    plugin.type(),
                    jar.file(),
                    jar.checksum().hex(),
                    jar.version().map(version -> "v" + version).orElse("")));
  }

  /** How many threads run the handlers of each plugin of a jar, as lines of the configuration. */
  public List<String> handlerThreads() {
    PluginCapacity capacity = AdapterConfigs.pluginCapacity(config);
    return Stream.of(plugins.authMethods(), plugins.secretsEngines())
        .flatMap(Collection::stream)
        .filter(plugin -> !plugin.origin().isBuiltIn())
        .map(LoadedPlugin::type)
        .distinct()
        .map(
            type ->
                "plugin[%s].%s = %d".formatted(type, PluginBlock.THREADS, capacity.threads(type)))
        .toList();
  }

  /** The seals of the configuration for a command; none has asked for its key yet. */
  public SealSetup seals(SecretGenerator secrets) {
    PluginLifecycle lifecycle = new PluginLifecycle(PluginCapacity.none());
    plugins.beforeClose(lifecycle::close);
    return AdapterConfigs.seals(
        config,
        secrets,
        AdapterConfigs.uncounted(),
        Tracing.NONE,
        block -> seal(block, lifecycle, Clock.systemUTC(), secrets, new NoMetrics()));
  }

  /**
   * The seal of a plugin; it has not asked for its key yet.
   *
   * @throws PluginException if it cannot be created
   */
  Seal seal(
      PluginSealBlock block,
      PluginLifecycle lifecycle,
      Clock clock,
      SecretGenerator secrets,
      Metrics metrics) {
    LoadedPlugin<SealFactory> plugin =
        plugins
            .seal(block.type())
            .orElseThrow(() -> new PluginException("there is no seal " + block.type()));
    return lifecycle.seal(
        plugin, block.settings(), new SealContext(plugin.context(clock), secrets, metrics));
  }

  /** The seals of plugins that the configuration has. */
  List<LoadedPlugin<SealFactory>> sealPlugins() {
    return config.seals().all().stream()
        .map(SealBlock::type)
        .distinct()
        .flatMap(type -> plugins.seal(type).stream())
        .toList();
  }

  /** What the storage engine receives. Its access tokens are asked for when it needs them. */
  public EngineContext engineContext(
      LoadedPlugin<KeyValueEngineFactory> engine,
      Clock clock,
      Metrics metrics,
      AzureCallMetrics calls) {
    return new EngineContext(
        engine.context(clock), AdapterConfigs.databaseTokens(config, clock, calls), metrics);
  }

  /**
   * What the storage engine finds when it looks at the store without opening it.
   *
   * @throws ServiceException when it cannot look
   */
  public List<StoreFinding> examineStore(Clock clock) {
    return plugins
        .engine(config.storage().type())
        .map(
            engine ->
                engine
                    .origin()
                    .run(
                        () ->
                            engine
                                .factory()
                                .examine(
                                    config.storage().settings(), engineContext(engine, clock))))
        .orElse(List.of());
  }

  /** What the storage engine receives for a command, which shows no measurements. */
  public EngineContext engineContext(LoadedPlugin<KeyValueEngineFactory> engine, Clock clock) {
    return engineContext(engine, clock, new NoMetrics(), AdapterConfigs.uncounted());
  }

  /**
   * The access tokens with which the server logs in to its store, for a command; none has been
   * asked for yet.
   */
  public Optional<AccessTokenSource> databaseTokens(Clock clock) {
    return AdapterConfigs.databaseTokens(config, clock, AdapterConfigs.uncounted());
  }

  @Override
  public void close() {
    plugins.close();
  }
}
