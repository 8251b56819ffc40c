package io.azimuth.bootstrap.server;

import io.azimuth.bootstrap.config.ConfigProblems;
import io.azimuth.bootstrap.config.ListenerConfig;
import io.azimuth.bootstrap.config.ServerConfig;
import io.azimuth.spi.InvalidSettingsException;

/** Lets the adapters look at their part of the configuration before anything is opened. */
final class AdapterCheck {

  private final ServerConfig config;
  private final ConfigProblems problems;

  AdapterCheck(ServerConfig config, ConfigProblems problems) {
    this.config = config;
    this.problems = problems;
  }

  void run() {
    config.listeners().forEach(this::listener);
    try {
      Adapters.clouds(config);
    } catch (InvalidSettingsException e) {
      problems.error(0, "cloud: " + e.getMessage());
    }
  }

  private void listener(ListenerConfig listener) {
    try {
      Adapters.listener(listener)
          .tls()
          .flatMap(tls -> tls.problem())
          .ifPresent(
              problem -> problems.error(0, "listener " + listener.address() + ": " + problem));
    } catch (StartupException e) {
      problems.error(0, e.sentence());
    }
  }
}
