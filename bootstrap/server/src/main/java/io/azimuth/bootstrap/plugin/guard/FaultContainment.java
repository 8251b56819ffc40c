package io.azimuth.bootstrap.plugin.guard;

import io.azimuth.bootstrap.plugin.LoadedPlugin;
import io.azimuth.bootstrap.plugin.PluginBusyException;
import io.azimuth.bootstrap.plugin.PluginLateException;
import io.azimuth.bootstrap.plugin.PluginThreads;
import io.azimuth.bootstrap.plugin.limit.AnswerLimits;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.storage.StaleReadException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Turns what code of a plugin throws against its contract into a {@link PluginFailedException}, and
 * counts and logs it.
 */
final class FaultContainment {

  private final LoadedPlugin<?> plugin;
  private final GuardLog log;
  private final GuardCounts counts;

  FaultContainment(LoadedPlugin<?> plugin, GuardLog log, GuardCounts counts) {
    this.plugin = plugin;
    this.log = log;
    this.counts = counts;
  }

  /** Runs code on one of these threads, at most for that time. */
  <T> T call(String place, Duration patience, PluginThreads threads, Supplier<T> code) {
    try {
      return threads.call(patience, () -> run(place, code));
    } catch (PluginLateException e) {
      throw noted(place, e);
    }
  }

  PluginLateException noted(String place, PluginLateException e) {
    counts.late.increment();
    log.late(place, e);
    return e;
  }

  /**
   * Runs code on a thread of the plugin: what it threw may hold up whoever looks at it.
   *
   * @param place the method, for the message of a failure
   */
  <T> T run(String place, Supplier<T> code) {
    T result;
    try {
      result = code.get();
    } catch (StaleReadException e) {
      throw e;
    } catch (RefusedException e) {
      if (AnswerLimits.isTooLong(e)) {
        throw failed(place, new IllegalArgumentException("a very long refusal"));
      }
      throw e;
    } catch (ServiceException e) {
      throw PluginFailedException.without(e, plugin + " failed in " + place);
    } catch (Throwable e) { // also errors: a plugin with a missing class must not end a thread
      throw failed(place, e);
    }
    if (result == null) {
      counts.faults.increment();
      throw new PluginFailedException(plugin + " returned nothing from " + place);
    }
    return result;
  }

  /** The code, whose failure is logged. */
  Runnable logging(String place, Runnable code) {
    return () -> {
      try {
        code.run();
      } catch (Throwable e) { // also errors: the next task needs the thread
        log.failed(place, failed(place, e));
      }
    };
  }

  /** What a stage of the plugin ended with, as threads of the server may see it. */
  ServiceException failure(String place, Throwable fault) {
    return fault instanceof ServiceException service
        ? PluginFailedException.without(service, plugin + " failed in " + place)
        : told(place, failed(place, fault));
  }

  /** Logs the failure; its sentence is for the operator. */
  ServiceException told(String place, RuntimeException e) {
    log.failed(place, e);
    return new ServiceException(ErrorCode.UNEXPECTED, String.valueOf(e.getMessage()));
  }

  /** What may be logged of an exception: one of the contract may have a cause with any message. */
  RuntimeException safe(String place, RuntimeException e) {
    return e instanceof PluginFailedException
            || e instanceof PluginLateException
            || e instanceof PluginBusyException
        ? e
        : failed(place, e);
  }

  private PluginFailedException failed(String place, Throwable fault) {
    if (fault.getClass() == OutOfMemoryError.class) { // a new one: this may have any cause
      throw new OutOfMemoryError(plugin + " in " + place);
    }
    counts.faults.increment();
    return new PluginFailedException(plugin + " failed in " + place, fault);
  }
}
