package io.azimuth.bootstrap.plugin.guard;

import io.azimuth.application.port.audit.AuditDeviceFactory;
import io.azimuth.bootstrap.plugin.LoadedPlugin;
import io.azimuth.bootstrap.plugin.PluginException;
import io.azimuth.bootstrap.plugin.PluginLateException;
import io.azimuth.bootstrap.plugin.PluginOrigin;
import io.azimuth.bootstrap.plugin.PluginStartException;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.AuthMethod;
import io.azimuth.spi.CloudPlugin;
import io.azimuth.spi.MountPlugin;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.SecretsEngine;
import io.azimuth.spi.audit.AuditSinkContext;
import io.azimuth.spi.audit.AuditSinkFactory;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.MetricSource;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.seal.Seal;
import io.azimuth.spi.seal.SealContext;
import io.azimuth.spi.seal.SealFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates auth methods, secrets engines and the services of clouds, starts them together, and
 * closes them in reverse. Also creates seals and audit devices, which have no start.
 */
public final class PluginLifecycle implements MetricSource, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PluginLifecycle.class);

  /** More than the auth methods of the product ask of one cloud at once. */
  private static final int CLOUD_CALLS = 64;

  /** Calls of all audit devices of a plugin, or of a seal, at a time; each device has one. */
  private static final int CALLS = 16;

  private final PluginCapacity capacity;
  private final Semaphore attending;
  private final List<Created> created = new ArrayList<>();
  private final Deque<Created> started = new ArrayDeque<>();
  private final List<Seal> seals = new ArrayList<>();
  private final List<PluginGuard> guards = new CopyOnWriteArrayList<>();
  private final Set<PluginOrigin> jars = new CopyOnWriteArraySet<>();
  private volatile Consumer<Runnable> leading = Runnable::run;

  /** Creates a life cycle of plugins that work on so many requests. */
  public PluginLifecycle(PluginCapacity capacity) {
    this.capacity = capacity;
    this.attending = new Semaphore(capacity.attending());
  }

  private record Created(
      LoadedPlugin<?> plugin, PluginSettings settings, Runnable start, AutoCloseable instance) {}

  /**
   * The services of the server that run code of a plugin later.
   *
   * @param background runs its background tasks
   * @param metrics reads its measurements
   */
  public record Callbacks(Executor background, Metrics metrics) {}

  /**
   * Creates an auth method.
   *
   * @param create calls the factory
   * @throws PluginException if the plugin cannot be created
   */
  public <F> AuthMethod authMethod(
      LoadedPlugin<F> plugin,
      PluginSettings settings,
      Callbacks callbacks,
      Function<Callbacks, AuthMethod> create) {
    return create(plugin, settings, callbacks, create, GuardedAuthMethod::new);
  }

  /**
   * Creates a secrets engine.
   *
   * @param create calls the factory
   * @throws PluginException if the plugin cannot be created
   */
  public <F> SecretsEngine secretsEngine(
      LoadedPlugin<F> plugin,
      PluginSettings settings,
      Callbacks callbacks,
      Function<Callbacks, SecretsEngine> create) {
    return create(plugin, settings, callbacks, create, GuardedSecretsEngine::new);
  }

  /**
   * Creates the services of a cloud.
   *
   * @param create calls the factory
   * @throws PluginException if the plugin cannot be created
   */
  public GuardedCloud cloud(
      LoadedPlugin<?> plugin, PluginSettings settings, Supplier<CloudPlugin> create) {
    GuardedCloud cloud =
        plugin.origin().isBuiltIn()
            ? new GuardedCloud(plugin, settings, create.get(), Optional.empty())
            : orRefuse(
                plugin,
                settings,
                "cannot be created",
                () -> guardedCloud(plugin, settings, create));
    created.add(new Created(plugin, settings, cloud::start, cloud));
    return cloud;
  }

  private GuardedCloud guardedCloud(
      LoadedPlugin<?> plugin, PluginSettings settings, Supplier<CloudPlugin> create) {
    PluginGuard guard = newGuard(plugin, CLOUD_CALLS);
    return new GuardedCloud(plugin, settings, plugin.origin().starting(create), Optional.of(guard));
  }

  /** Makes the audit devices of a plugin, which open their sinks later. */
  public AuditDeviceFactory auditDevices(
      LoadedPlugin<AuditSinkFactory> plugin, AuditSinkContext context) {
    return new GuardedAuditDeviceFactory(plugin.factory(), context, guardOfCalls(plugin));
  }

  /**
   * Creates a seal.
   *
   * @param context what the plugin gets; its metrics are guarded here
   * @throws PluginException if the plugin cannot be created
   */
  public Seal seal(LoadedPlugin<SealFactory> plugin, PluginSettings settings, SealContext context) {
    Seal seal =
        orRefuse(
            plugin, settings, "cannot be created", () -> guardedSeal(plugin, settings, context));
    seals.add(seal);
    return seal;
  }

  private Seal guardedSeal(
      LoadedPlugin<SealFactory> plugin, PluginSettings settings, SealContext context) {
    PluginGuard guard = guardOfCalls(plugin);
    SealContext own =
        new SealContext(context.plugin(), context.secrets(), guard.metrics(context.metrics()));
    return plugin
        .origin()
        .starting(
            () -> {
              Seal made = plugin.factory().create(settings, own);
              if (!plugin.type().equals(made.type())) {
                throw new IllegalStateException("its factory has another type");
              }
              return new GuardedSeal(made, made.hasPublicKey(), guard);
            });
  }

  // Seals of one type, an enabled and a disabled one, share it.
  private PluginGuard guardOfCalls(LoadedPlugin<?> plugin) {
    return guards.stream()
        .filter(guard -> guard.isOf(plugin))
        .findFirst()
        .orElseGet(() -> newGuard(plugin, CALLS));
  }

  /** The registry as that storage engine gets it; an engine of a jar cannot close it by a cast. */
  public static Metrics metricsFor(LoadedPlugin<?> engine, Metrics registry) {
    return engine.origin().isBuiltIn()
        ? registry
        : new GuardedMetrics(registry, MetricSource::measure);
  }

  /** Lets plugins of jars maintain their mounts by this, on their own threads. */
  public void leadBy(Consumer<Runnable> other) {
    leading = other;
  }

  private <P extends MountPlugin> P create(
      LoadedPlugin<?> plugin,
      PluginSettings settings,
      Callbacks callbacks,
      Function<Callbacks, P> create,
      BiFunction<P, PluginGuard, P> guarded) {
    P instance =
        plugin.origin().isBuiltIn()
            ? create.apply(callbacks)
            : orRefuse(
                plugin,
                settings,
                "cannot be created",
                () -> guarded(plugin, callbacks, create, guarded));
    created.add(new Created(plugin, settings, instance::start, instance));
    return instance;
  }

  private <P extends MountPlugin> P guarded(
      LoadedPlugin<?> plugin,
      Callbacks callbacks,
      Function<Callbacks, P> create,
      BiFunction<P, PluginGuard, P> guarded) {
    PluginGuard guard = newGuard(plugin, capacity.threads(plugin.type()));
    Callbacks own = new Callbacks(guard.background(), guard.metrics(callbacks.metrics()));
    P made =
        plugin
            .origin()
            .starting(
                () -> {
                  P instance = create.apply(own);
                  requireType(plugin, instance);
                  return instance;
                });
    return guarded.apply(made, guard);
  }

  private PluginGuard newGuard(LoadedPlugin<?> plugin, int mostCalls) {
    PluginGuard guard =
        new PluginGuard(
            plugin, PluginGuard.Places.of(mostCalls, attending), task -> leading.accept(task));
    guards.add(guard);
    jars.add(plugin.origin());
    return guard;
  }

  private static void requireType(LoadedPlugin<?> plugin, MountPlugin own) {
    if (!plugin.type().equals(own.type())) {
      throw new IllegalStateException("its factory has another type");
    }
  }

  /**
   * Starts all of them, in the order in which they were created.
   *
   * @throws PluginException if one does not start
   */
  public void start() {
    for (Created one : created) {
      started.push(one);
      var unused =
          orRefuse(
              one.plugin(),
              one.settings(),
              "cannot be started",
              () -> {
                one.start().run();
                return one.instance();
              });
    }
  }

  /** Closes those that were started, the last first. After a failure it goes on with the others. */
  @Override
  public void close() {
    while (!started.isEmpty()) {
      Created one = started.pop();
      try {
        one.instance().close();
      } catch (Exception e) { // after any exception, the others must still be closed
        LOG.error("{} could not be closed", one.plugin(), e);
      }
    }
    seals.forEach(PluginLifecycle::end);
    guards.forEach(PluginGuard::close);
  }

  private static void end(Seal seal) {
    try {
      seal.close();
    } catch (RuntimeException e) { // whatever a plugin does, the others must still be closed
      LOG.error("the seal {} could not be closed", seal.type(), e);
    }
  }

  @Override
  public List<Measurement> measure() {
    List<Measurement> all = new ArrayList<>();
    guards.forEach(guard -> all.addAll(guard.figures()));
    jars.forEach(
        jar ->
            all.add(
                Measurement.gauge(
                    "azimuth_plugin_jar_threads",
                    "Threads that the code of a jar started itself.",
                    Map.of("jar", jar.toString()),
                    jar.startedThreads())));
    return all;
  }

  static <T> T orRefuse(
      LoadedPlugin<?> plugin, PluginSettings settings, String what, Supplier<T> code) {
    try {
      return code.get();
    } catch (RuntimeException | LinkageError e) {
      String reason = new SettingsRedaction(settings).redact(reason(e));
      throw new PluginException(
          plugin + " " + what + ": " + reason,
          e instanceof PluginStartException
              ? e
              : new PluginFailedException(plugin + " " + what, e));
    }
  }

  private static String reason(Throwable fault) {
    if (fault instanceof PluginFailedException || fault instanceof PluginLateException) {
      return String.valueOf(fault.getMessage());
    }
    if (fault instanceof PluginStartException start) {
      return start.text();
    }
    return fault instanceof ServiceException service ? service.detail() : fault.toString();
  }
}
