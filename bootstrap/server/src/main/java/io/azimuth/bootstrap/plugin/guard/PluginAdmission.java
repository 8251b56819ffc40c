package io.azimuth.bootstrap.plugin.guard;

import io.azimuth.bootstrap.plugin.LoadedPlugin;
import io.azimuth.bootstrap.plugin.PluginBusyException;
import io.azimuth.bootstrap.plugin.PluginLateException;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.storage.StaleReadException;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refuses what a plugin is not asked for: it has no thread left, or was late again and again. */
final class PluginAdmission {

  private static final Logger LOG = LoggerFactory.getLogger(PluginAdmission.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final LoadedPlugin<?> plugin;
  private final GuardCounts counts;
  private final Circuits circuits = new Circuits(System::nanoTime);

  /**
   * For whom code of the plugin runs: what has a circuit.
   *
   * @param fact the name of this fact in the log
   * @param name which one it is
   * @param where the end of a sentence for callers
   */
  record User(String fact, String name, String where) {}

  PluginAdmission(LoadedPlugin<?> plugin, GuardCounts counts) {
    this.plugin = plugin;
    this.counts = counts;
  }

  Circuits circuits() {
    return circuits;
  }

  /**
   * The result of the code.
   *
   * @throws RefusedException with {@code OVERLOADED} if it got no thread, is late, or was late too
   *     often for this user
   */
  <T> Awaited<T> admitted(User user, Supplier<Awaited<T>> code) {
    if (!circuits.admits(user.name())) {
      counts.refusedOpen.increment();
      throw refused(
          "the plugin " + plugin.type() + " is too slow" + user.where() + ", try again later",
          Circuit.PAUSE);
    }
    return Awaited.recovering(
        () ->
            code.get()
                .then(
                    result -> {
                      circuits.skipped(user.name()); // the request may have further steps
                      return result;
                    }),
        RuntimeException.class,
        e -> {
          throw counted(user, e);
        });
  }

  private RuntimeException counted(User user, RuntimeException thrown) {
    if (thrown instanceof PluginBusyException) {
      circuits.skipped(user.name());
      return busy();
    }
    if (thrown instanceof PluginLateException it) {
      if (it.hadItsTime()) {
        countLate(user);
      } else {
        circuits.skipped(user.name()); // the load is the reason
      }
      return late();
    }
    if (thrown instanceof StaleReadException) { // the request begins again
      circuits.skipped(user.name());
    } else {
      circuits.worked(user.name());
    }
    return thrown;
  }

  private void countLate(User user) {
    if (circuits.failed(user.name())) {
      LOG.warn(
          "{} is late again and again, requests are refused, {}={}",
          plugin,
          user.fact(),
          user.name());
    }
  }

  private RefusedException busy() {
    counts.refusedBusy.increment();
    return refused("too many requests to the plugin " + plugin.type() + ", try again", RETRY_AFTER);
  }

  RefusedException late() {
    return refused(
        "the plugin " + plugin.type() + " does not answer in time, try again", RETRY_AFTER);
  }

  private static RefusedException refused(String sentence, Duration retryAfter) {
    return new RefusedException(
        Refusal.of(ErrorCategory.OVERLOADED, sentence).retryAfter(retryAfter));
  }
}
