package io.azimuth.bootstrap.server;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Stage;
import com.google.inject.spi.Message;
import io.azimuth.adapters.azure.AzureModule;
import io.azimuth.adapters.cron.CronModule;
import io.azimuth.adapters.http.config.HttpConfig;
import io.azimuth.adapters.http.server.HttpServer;
import io.azimuth.adapters.jose.JoseModule;
import io.azimuth.adapters.storage.StorageModule;
import io.azimuth.adapters.storage.pgp.PgpModule;
import io.azimuth.application.api.Api;
import io.azimuth.application.audit.AuditBroker;
import io.azimuth.application.audit.AuditDeviceList;
import io.azimuth.application.federation.SigningKeyRotation;
import io.azimuth.application.gateway.Gateway;
import io.azimuth.application.gateway.MetricsWithoutToken;
import io.azimuth.application.mount.MountMaintenance;
import io.azimuth.application.port.leader.Leadership;
import io.azimuth.application.scrub.StoreScrub;
import io.azimuth.application.seal.KeyringWatch;
import io.azimuth.application.seal.SealKeeper;
import io.azimuth.application.seal.SealWatch;
import io.azimuth.application.seal.StoreReopening;
import io.azimuth.application.seal.Unsealing;
import io.azimuth.application.seal.share.RekeyCutover;
import io.azimuth.application.sweep.LeaseSweep;
import io.azimuth.application.sweep.Sweeper;
import io.azimuth.application.system.status.ServerHealth;
import io.azimuth.application.tidy.EntityTidy;
import io.azimuth.azure.metrics.AzureCallMetrics;
import io.azimuth.azure.metrics.AzureService;
import io.azimuth.bootstrap.config.Acknowledgement;
import io.azimuth.bootstrap.config.ServerConfig;
import io.azimuth.bootstrap.config.file.ConfigState;
import io.azimuth.bootstrap.logging.LogbackMonitors;
import io.azimuth.bootstrap.metrics.AcknowledgementFigures;
import io.azimuth.bootstrap.metrics.MeteredServer;
import io.azimuth.bootstrap.metrics.SignalFigures;
import io.azimuth.bootstrap.plugin.LoadedPlugin;
import io.azimuth.bootstrap.plugin.PluginException;
import io.azimuth.bootstrap.plugin.PluginJar;
import io.azimuth.bootstrap.plugin.guard.PluginCapacity;
import io.azimuth.bootstrap.plugin.guard.PluginLifecycle;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.bootstrap.server.warmup.VerifierWarmUp;
import io.azimuth.bootstrap.server.warmup.WarmStart;
import io.azimuth.bootstrap.tracing.OpenTelemetryTracing;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.InvalidSettingsException;
import io.azimuth.spi.KeyValueEngineFactory;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.spi.metrics.MetricSource;
import io.azimuth.spi.remote.BackgroundFetches;
import io.azimuth.spi.trace.Tracing;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server with all its parts: store, seal, use cases, Azure and HTTP, started in this order. */
public final class WiredServer implements AzimuthServer {

  /** On few processors too, so that some that wait for an audit device do not stop all others. */
  private static final int LEAST_LOGINS = 4;

  private static final Logger LOG = LoggerFactory.getLogger(WiredServer.class);
  private static final Duration DRAIN = Duration.ofSeconds(20);
  private static final Duration SWEEP_PAUSE = Duration.ofMinutes(5);
  private static final Duration LONGEST_MONITOR = Duration.ofHours(1);
  private static final Duration MAINTENANCE_PAUSE = Duration.ofSeconds(1);
  private static final Duration LEADERSHIP_PAUSE = Duration.ofSeconds(1);

  /** Pauses of maintenance between two looks whether a sweep is due. */
  private static final int SWEEP_CHECK = 2;

  /** Pauses of maintenance between two attempts at an audit device, or looks at the TLS files. */
  private static final int SELDOM = 5;

  private static final Key<Set<MetricSource>> METRIC_SOURCES = new Key<>() {};

  /** Classes are loaded once in a process. */
  private static final AtomicBoolean VERIFIER_IS_WARM = new AtomicBoolean();

  private final StartupPlan plan;
  private final Clock clock;
  private final SecretGenerator secrets;
  private final Environment environment;
  private final Duration maintenancePause;
  private final ReloadedFile file;
  private final CloseStack closing = new CloseStack();
  private final LogbackMonitors monitors = LogbackMonitors.ofProcess();
  private final MeteredServer metrics;
  private final AzureCallMetrics azureCalls;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final CountDownLatch hurry = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private Tracing tracing = Tracing.NONE;
  private volatile List<Acknowledgement> acknowledged;
  private volatile @Nullable HttpServer http;
  private volatile @Nullable AuditBroker audit;

  /**
   * Creates a server from a plan, with this clock and this generator, in the environment of the
   * process. No reload changes its configuration.
   */
  public WiredServer(StartupPlan plan, Clock clock, SecretGenerator secrets) {
    this(plan, clock, secrets, ReloadedFile.FIXED);
  }

  /** Creates a server whose reloads also read this file again. */
  public WiredServer(StartupPlan plan, Clock clock, SecretGenerator secrets, ReloadedFile file) {
    this(plan, clock, secrets, file, Environment.of(System.getenv()), MAINTENANCE_PAUSE);
  }

  /** Creates a server with other environment variables than those of the process. */
  public WiredServer(
      StartupPlan plan, Clock clock, SecretGenerator secrets, Environment environment) {
    this(plan, clock, secrets, ReloadedFile.FIXED, environment, MAINTENANCE_PAUSE);
  }

  /** The same with another pause between two rounds of maintenance, as a moved clock needs it. */
  public WiredServer(
      StartupPlan plan,
      Clock clock,
      SecretGenerator secrets,
      Environment environment,
      Duration maintenancePause) {
    this(plan, clock, secrets, ReloadedFile.FIXED, environment, maintenancePause);
  }

  private WiredServer(
      StartupPlan plan,
      Clock clock,
      SecretGenerator secrets,
      ReloadedFile file,
      Environment environment,
      Duration maintenancePause) {
    this.plan = plan;
    this.clock = clock;
    this.secrets = secrets;
    this.file = file;
    this.acknowledged = plan.config().telemetry().acknowledged();
    this.environment = environment;
    this.maintenancePause = maintenancePause;
    this.metrics = new MeteredServer(plan.config().telemetry().countsRequests());
    this.azureCalls =
        AzureCallMetrics.registered(
            metrics,
            clock,
            AzureService.DISCOVERY,
            AzureService.KEYS,
            AzureService.SIGN_IN,
            AzureService.KEY_VAULT);
    metrics.add(SignalFigures.ofProcess());
    metrics.add(new AcknowledgementFigures(() -> acknowledged));
    closing.add("metrics", metrics);
    closing.add("plugins", plan);
  }

  @Override
  public void start() {
    try {
      open();
    } catch (IOException | RuntimeException e) {
      boolean mayFail = stopping.get();
      stop();
      if (!mayFail) {
        throw failure(e);
      }
      LOG.info("stopped before the end of the start");
    }
  }

  private static RuntimeException failure(Exception e) {
    if (e instanceof ServiceException fault) {
      return new StartupException(fault.detail(), fault);
    }
    if (e instanceof PluginException fault) {
      return new StartupException(fault.sentence(), fault);
    }
    return e instanceof RuntimeException broken && !(e instanceof InvalidSettingsException)
        ? broken
        : new StartupException(String.valueOf(e.getMessage()), e);
  }

  private boolean hasPluginsOfJars(ServerConfig config) {
    return plan.plugins().usedWith(config.storage().type(), Set.of()).stream()
        .anyMatch(plugin -> !plugin.origin().isBuiltIn());
  }

  private void open() throws IOException {
    ServerConfig config = plan.config();
    reportStart(config);
    WarmStart warm = new WarmStart(WarmStart.PATIENCE);
    if (VERIFIER_IS_WARM.compareAndSet(false, true)) {
      VerifierWarmUp verifier =
          new VerifierWarmUp(
              Clock.systemUTC(), new SecureRandom(), AdapterConfigs.signatures(config));
      warm.begin(verifier::run);
    }
    tracing = tracing(config);
    KeyValueEngine engine = openEngine(config);
    closing.add("store", engine);
    PluginCapacity capacity = AdapterConfigs.pluginCapacity(config);
    PluginLifecycle plugins = new PluginLifecycle(capacity);
    closing.add("auth methods, secrets engines and services of clouds", plugins);
    BackgroundThreads threads =
        new BackgroundThreads(hasPluginsOfJars(config) ? capacity.attending() : 0);
    closing.add("background threads", threads);
    Injector injector = wire(config, engine, plugins, threads);
    audit = injector.getInstance(AuditBroker.class);
    closing.add("audit devices", injector.getInstance(AuditBroker.class));
    BackgroundFetches fetches = injector.getInstance(BackgroundFetches.class);
    closing.add("fetches", fetches);
    closing.add("replaced key shares", injector.getInstance(RekeyCutover.class));
    injector.getInstance(METRIC_SOURCES).forEach(metrics::add);
    threads.figures().forEach(metrics::add);
    metrics.add(fetches.figures());
    metrics.add(plugins);
    plugins.start();
    plan.plugins()
        .usedWith(config.storage().type(), config.azure().serviceTypes())
        .forEach(it -> report(it));
    plan.plugins().auditSinks().forEach(it -> report(it));
    plan.sealPlugins().forEach(it -> report(it));
    plan.plugins().jars().forEach(it -> report(it));
    MountMaintenance mounts = injector.getInstance(MountMaintenance.class);
    injector.getInstance(SealKeeper.class).start();
    // After the start of the seal: what that unseals is prepared below, before the server listens.
    injector.getInstance(Unsealing.class).onOpen(() -> prepareSoon(fetches, mounts));
    fetches.start();
    Leadership leadership = injector.getInstance(Leadership.class);
    closing.add("leadership", leadership::close);
    plugins.leadBy(leadership::lead);
    if (leadership.isShared()) {
      threads.renewLeadership(leadership::renew, LEADERSHIP_PAUSE);
    }
    Duration seldom = maintenancePause.multipliedBy(SELDOM);
    threads.maintain(() -> leadership.lead(mounts::maintain), maintenancePause);
    SigningKeyRotation keys = injector.getInstance(SigningKeyRotation.class);
    threads.maintain(() -> leadership.lead(keys::run), maintenancePause);
    threads.watchSeal(injector.getInstance(SealWatch.class)::run, maintenancePause);
    threads.watchSeal(injector.getInstance(KeyringWatch.class)::run, maintenancePause);
    threads.reopenStore(injector.getInstance(StoreReopening.class)::run, maintenancePause);
    threads.maintain(injector.getInstance(AuditBroker.class)::retry, seldom);
    AuditDeviceList devices = injector.getInstance(AuditDeviceList.class);
    threads.maintain(() -> leadership.lead(devices::run), seldom);
    closing.add("warm start", warm);
    warm.begin(mounts::prepare);
    awaitWarm(warm);
    HttpServer server = listen(http(config, engine), apis(config, injector));
    // Both before the requests under way, which they would hold up.
    Gateway gateway = injector.getInstance(Gateway.class);
    closing.add("requests that wait for their turn", gateway::endTurns);
    closing.add("monitors of the log", monitors);
    SealKeeper keeper = injector.getInstance(SealKeeper.class);
    threads.maintain(() -> endMonitors(keeper), maintenancePause);
    ServerHealth health = injector.getInstance(ServerHealth.class);
    closing.add("load balancers", () -> leave(server, health, config.shutdownDelay()));
    threads.maintain(() -> server.watchTls(clock.instant()), seldom);
    // The sweep reads all tokens: until here the processors belong to the start.
    Sweeper sweeper = injector.getInstance(Sweeper.class);
    threads.cleanUp(() -> leadership.lead(sweeper::run), SWEEP_PAUSE);
    threads.cleanUp(
        () -> leadership.lead(sweeper::runIfDue), maintenancePause.multipliedBy(SWEEP_CHECK));
    LeaseSweep leases = injector.getInstance(LeaseSweep.class);
    threads.endLeases(
        () -> leadership.lead(leases::run), maintenancePause.multipliedBy(SWEEP_CHECK));
    EntityTidy entities = injector.getInstance(EntityTidy.class);
    threads.cleanUp(() -> leadership.lead(entities::runIfDue), seldom);
    threads.cleanUp(injector.getInstance(StoreScrub.class)::run, maintenancePause);
  }

  // The last spans are those of the stop. No class of OpenTelemetry is loaded without a collector.
  private Tracing tracing(ServerConfig config) {
    if (config.telemetry().tracing().isEmpty()) {
      return Tracing.NONE;
    }
    OpenTelemetryTracing started =
        OpenTelemetryTracing.start(
            config.telemetry().tracing().get(), AdapterConfigs.version(), secrets.uuid());
    closing.add("traces", started);
    return started;
  }

  // No caller has the right to see the log while no token can be checked.
  private void endMonitors(SealKeeper keeper) {
    if (keeper.isSealed()) {
      monitors.endAll();
    }
    monitors.endOlderThan(LONGEST_MONITOR);
  }

  private static void reportStart(ServerConfig config) {
    LOG.info(
        "azimuth starts, version={}, compatible_version={}, storage={}, seal={}, listeners={}",
        AdapterConfigs.version(),
        config.api().compatibleVersion(),
        config.storage().type(),
        config.seals().type(),
        config.listeners().stream()
            .map(it -> it.address() + (it.tls().isPresent() ? " with TLS" : " without TLS"))
            .collect(Collectors.joining("; ")));
    FileDescriptors.problem(config.listeners()).ifPresent(LOG::warn);
  }

  private static void awaitWarm(WarmStart warm) {
    try {
      warm.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void report(LoadedPlugin<?> plugin) {
    LOG.atInfo()
        .setMessage("plugin started")
        .addKeyValue("kind", plugin.kind())
        .addKeyValue("type", plugin.type())
        .addKeyValue("from", plugin.origin())
        .log();
  }

  private static void report(PluginJar jar) {
    LOG.atInfo()
        .setMessage("plugin jar loaded")
        .addKeyValue("file", jar.file())
        .addKeyValue("version", jar.version().orElse("none"))
        .addKeyValue("checksum", jar.checksum())
        .log();
  }

  // A rejected preparation does no harm: logins fetch what they need.
  private static void prepareSoon(BackgroundFetches fetches, MountMaintenance mounts) {
    try {
      fetches.execute(mounts::prepare);
    } catch (RejectedExecutionException e) {
      LOG.info("too much to do to prepare the mounts");
    }
  }

  private KeyValueEngine openEngine(ServerConfig config) {
    String type = config.storage().type();
    LoadedPlugin<KeyValueEngineFactory> plugin =
        plan.plugins()
            .engine(type)
            .orElseThrow(() -> new StartupException("there is no storage engine " + type));
    return plugin
        .origin()
        .run(
            () ->
                plugin
                    .factory()
                    .open(
                        config.storage().settings(),
                        plan.engineContext(
                            plugin,
                            clock,
                            PluginLifecycle.metricsFor(plugin, metrics),
                            azureCalls)));
  }

  private Injector wire(
      ServerConfig config,
      KeyValueEngine engine,
      PluginLifecycle plugins,
      BackgroundThreads threads) {
    try {
      return inject(config, engine, plugins, threads);
    } catch (CreationException e) {
      throw e.getErrorMessages().stream()
          .map(Message::getCause)
          .flatMap(cause -> refusal(cause).stream())
          .findFirst()
          .orElse(e);
    }
  }

  // An IllegalStateException means that a plugin takes a name of another backend.
  private static Optional<RuntimeException> refusal(@Nullable Throwable cause) {
    if (cause instanceof PluginException refused) {
      return Optional.of(refused);
    }
    return cause instanceof IllegalStateException
        ? Optional.of(new StartupException(String.valueOf(cause.getMessage()), cause))
        : Optional.empty();
  }

  private Injector inject(
      ServerConfig config,
      KeyValueEngine engine,
      PluginLifecycle plugins,
      BackgroundThreads threads) {
    return Guice.createInjector(
        Stage.PRODUCTION,
        new StrictGuiceModule(),
        new SystemModule(
            clock,
            secrets,
            AdapterConfigs.seals(
                config,
                secrets,
                azureCalls,
                tracing,
                block -> plan.seal(block, plugins, clock, secrets, metrics)),
            AdapterConfigs.self(config, environment),
            threads,
            AdapterConfigs.host(config),
            monitors,
            metrics,
            this::reload),
        new ApplicationModule(
            AdapterConfigs.identity(config),
            AdapterConfigs.lifetimes(config),
            AdapterConfigs.origin(config),
            AdapterConfigs.issuer(config),
            () -> ConfigState.of(config, acknowledged),
            plan.installedPlugins()),
        new AuthMethodsModule(plan, plugins, environment),
        new SecretsEnginesModule(plan, plugins),
        new AuditPluginsModule(plan, plugins, clock),
        new StorageModule(
            engine, config.directories().audit(), metrics, AdapterConfigs.storeDirectory(config)),
        new PgpModule(new SecureRandom()),
        new CronModule(),
        new JoseModule(
            new SecureRandom(),
            AdapterConfigs.proxy(config).selector(),
            "azimuth/" + AdapterConfigs.version(),
            AdapterConfigs.signatures(config)),
        new AzureModule(
            AdapterConfigs.clouds(config),
            AdapterConfigs.siteFiles(config),
            AdapterConfigs.proxy(config),
            AdapterConfigs.version(),
            Clock.systemUTC(),
            azureCalls,
            tracing,
            new SecureRandom()));
  }

  private static List<Api> apis(ServerConfig config, Injector injector) {
    Api usual = injector.getInstance(Api.class);
    Api open = injector.getInstance(MetricsWithoutToken.class);
    return config.listeners().stream()
        .map(listener -> listener.openMetrics() ? open : usual)
        .toList();
  }

  private HttpConfig http(ServerConfig config, KeyValueEngine engine) {
    HttpConfig http = AdapterConfigs.http(config);
    // Where logins wait for no database and no plugin, more at once only take the processors from
    // each other, from the reading of requests, and from the JVM's compilers.
    boolean waits = engine.isRemote() || !plan.plugins().jars().isEmpty();
    int logins = Math.max(LEAST_LOGINS, Runtime.getRuntime().availableProcessors());
    return waits ? http : http.withLogins(logins);
  }

  private HttpServer listen(HttpConfig http, List<Api> apis) throws IOException {
    HttpServer server = HttpServer.create(apis, http, secrets::uuid, metrics, tracing);
    closing.add("listeners", server);
    this.http = server; // before the first request, which may be a reload
    server.start();
    metrics.add(server);
    closing.add("requests under way", () -> drain(server));
    return server;
  }

  // Load balancers need a while to notice that the server goes.
  private void leave(HttpServer server, ServerHealth health, Duration delay)
      throws InterruptedException {
    health.announceStop();
    server.leaveSoon();
    if (!delay.isZero()) {
      LOG.info("serving on for {} s before the stop", delay.toSeconds());
      hurry.await(delay.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private static void drain(HttpServer server) throws InterruptedException {
    if (!server.drain(DRAIN)) {
      LOG.warn("requests under way were cut off after {} s", DRAIN.toSeconds());
    }
  }

  @Override
  public List<InetSocketAddress> addresses() {
    return Optional.ofNullable(http).map(HttpServer::addresses).orElse(List.of());
  }

  @Override
  public void await() throws InterruptedException {
    stopped.await();
  }

  @Override
  public List<String> reload() {
    List<String> problems = new ArrayList<>();
    file.readAgain(it -> acknowledged = it).ifPresent(problems::add);
    Optional.ofNullable(http).map(HttpServer::reloadTls).ifPresent(problems::addAll);
    Optional.ofNullable(audit).map(AuditBroker::reopen).ifPresent(problems::addAll);
    if (problems.isEmpty()) {
      LOG.info("reloaded");
    } else {
      LOG.warn("reloaded in part, problems={}", problems.size());
    }
    return List.copyOf(problems);
  }

  @Override
  public void stop() {
    if (!stopping.compareAndSet(false, true)) {
      hurry.countDown();
    }
    closing.close();
    stopped.countDown();
  }
}
