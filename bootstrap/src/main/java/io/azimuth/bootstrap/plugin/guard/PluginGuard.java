package io.azimuth.bootstrap.plugin.guard;

import io.azimuth.bootstrap.plugin.LoadedPlugin;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.MetricSource;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.storage.StaleReadException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the code of one plugin that comes from a jar. What it throws against its contract becomes a
 * {@link PluginFailedException}, so no thread of the server ends by it. Its handlers run on a
 * limited number of threads at a time; more requests are refused at once, so that a plugin that
 * blocks leaves threads to the other requests.
 */
final class PluginGuard {

  private static final Logger LOG = LoggerFactory.getLogger(PluginGuard.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final LoadedPlugin<?> plugin;
  private final Semaphore handlers;

  /** Creates a guard that lets at most this number of threads into handlers. */
  PluginGuard(LoadedPlugin<?> plugin, int maxHandlers) {
    this.plugin = plugin;
    this.handlers = new Semaphore(maxHandlers);
  }

  /** The type of the plugin. */
  String type() {
    return plugin.type();
  }

  /**
   * Runs code that a request waits for, on one of the limited threads.
   *
   * @param place the method, for the message of a failure
   * @throws RefusedException with {@code OVERLOADED} if no thread is left
   */
  <T> T handle(String place, Supplier<T> code) {
    if (!handlers.tryAcquire()) {
      throw new RefusedException(
          Refusal.of(
                  ErrorCategory.OVERLOADED,
                  "too many requests to mounts of the type " + plugin.type() + ", try again")
              .retryAfter(RETRY_AFTER));
    }
    try {
      return call(place, code);
    } finally {
      handlers.release();
    }
  }

  /** Runs code that takes no time. */
  <T> T call(String place, Supplier<T> code) {
    T result;
    try {
      result = plugin.origin().run(code);
    } catch (RefusedException | ServiceException | StaleReadException e) {
      throw e;
    } catch (Throwable e) { // also errors: a plugin with a missing class must not end a thread
      throw failed(place, e);
    }
    if (result == null) {
      throw new PluginFailedException(plugin + " returned nothing from " + place);
    }
    return result;
  }

  /** Runs code without a result. */
  void run(String place, Runnable code) {
    var unused =
        call(
            place,
            () -> {
              code.run();
              return plugin.origin();
            });
  }

  /** The action, which logs a failure and throws nothing. */
  Runnable logging(String place, Runnable code) {
    return () -> {
      try {
        run(place, code);
      } catch (RuntimeException e) {
        LOG.error("{} failed in {}", plugin, place, safe(place, e));
      }
    };
  }

  /** An executor whose tasks log their failures. */
  Executor executor(Executor threads) {
    return task -> threads.execute(logging("a background task", task));
  }

  /** A registry whose sources measure nothing when they fail. */
  Metrics metrics(Metrics registry) {
    return new GuardedMetrics(registry, this::measure);
  }

  private List<Measurement> measure(MetricSource source) {
    try {
      return List.copyOf(call("measure", source::measure));
    } catch (RuntimeException e) {
      LOG.warn("{} failed in measure", plugin, safe("measure", e));
      return List.of();
    }
  }

  // An exception of the contract may have a cause with any message.
  private PluginFailedException safe(String place, RuntimeException e) {
    return e instanceof PluginFailedException failed ? failed : failed(place, e);
  }

  private PluginFailedException failed(String place, Throwable fault) {
    if (fault instanceof VirtualMachineError error && !(fault instanceof StackOverflowError)) {
      throw error;
    }
    return new PluginFailedException(plugin + " failed in " + place, fault);
  }
}
