package io.azimuth.bootstrap.config;

import io.azimuth.bootstrap.logging.LogConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The configuration of a server, checked. All paths are absolute.
 *
 * @param listeners the listeners; at least one
 * @param storage the storage engine
 * @param azure the settings for Azure
 * @param plugins the settings of auth methods and secrets engines
 * @param directories the other directories
 * @param api the settings of the API
 * @param telemetry what is logged, measured and traced
 * @param shutdownDelay how long the server serves on after it was told to stop
 */
public record ServerConfig(
    List<ListenerBlock> listeners,
    StorageBlock storage,
    SealBlocks seals,
    AzureConfig azure,
    PluginBlocks plugins,
    DirectoryConfig directories,
    ApiConfig api,
    Telemetry telemetry,
    Duration shutdownDelay) {

  /** The longest delay of a shutdown. */
  public static final Duration LONGEST_SHUTDOWN_DELAY = Duration.ofMinutes(5);

  public ServerConfig {
    listeners = List.copyOf(listeners);
    if (listeners.isEmpty()) {
      throw new IllegalArgumentException("a server has at least one listener");
    }
    if (shutdownDelay.isNegative() || shutdownDelay.compareTo(LONGEST_SHUTDOWN_DELAY) > 0) {
      throw new IllegalArgumentException("shutdown delay of " + shutdownDelay);
    }
  }

  /**
   * What operators see of a server that runs.
   *
   * @param log the settings of the log
   * @param countsRequests whether requests, logins, calls and commits are counted and timed
   * @param tracing where traces are sent, if they are
   * @param acknowledged the advice that is not shown as a warning
   */
  public record Telemetry(
      LogConfig log,
      boolean countsRequests,
      Optional<TracingBlock> tracing,
      List<Acknowledgement> acknowledged) {

    public Telemetry {
      acknowledged = List.copyOf(acknowledged);
    }
  }
}
