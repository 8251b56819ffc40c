package io.azimuth.bootstrap.server;

import io.azimuth.adapters.azure.cloud.LocalKeys;
import io.azimuth.adapters.jose.KeySetDocument;
import io.azimuth.bootstrap.config.ListenerBlock;
import io.azimuth.bootstrap.config.LocalSources;
import io.azimuth.bootstrap.config.ServerConfig;
import io.azimuth.bootstrap.config.StorageBlock;
import io.azimuth.bootstrap.configfile.ConfigProblems;
import io.azimuth.bootstrap.random.SystemSecretGenerator;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.InvalidSettingsException;
import io.azimuth.spi.trace.Tracing;
import java.time.Clock;

/** Lets the adapters check their part of the configuration before anything is opened. */
final class AdapterConfigCheck {

  private final ServerConfig config;
  private final ConfigProblems problems;

  AdapterConfigCheck(ServerConfig config, ConfigProblems problems) {
    this.config = config;
    this.problems = problems;
  }

  void run() {
    config.listeners().forEach(this::listener);
    try {
      AdapterConfigs.clouds(config);
    } catch (InvalidSettingsException e) {
      problems.error(0, "cloud: " + e.getMessage());
    }
    config.azure().local().forEach(this::checkKeysFile);
    checkAttestedSigners();
    checkSeals();
    checkDatabaseTokens();
  }

  // What cannot be read at all was reported by the reader of the block.
  private void checkKeysFile(LocalSources local) {
    try {
      local.keysFile().map(LocalKeys::read).ifPresent(KeySetDocument::requireUsable);
    } catch (ServiceException e) {
      problems.error(
          local.lineOf("keys_file"),
          "cloud \"%s\": keys_file: %s".formatted(local.cloud(), e.detail()));
    }
  }

  private void checkAttestedSigners() {
    try {
      var unused = AdapterConfigs.attestedSigners(config);
    } catch (InvalidSettingsException e) {
      problems.error(0, "cloud: " + e.getMessage());
    }
  }

  private void checkDatabaseTokens() {
    try {
      var unused =
          AdapterConfigs.databaseTokens(config, Clock.systemUTC(), AdapterConfigs.uncounted());
    } catch (InvalidSettingsException e) {
      StorageBlock storage = config.storage();
      problems.error(
          storage.lineOf(e.key()), "storage \"" + storage.type() + "\": " + e.getMessage());
    }
  }

  private void checkSeals() {
    try {
      new SealAssembly(
              config, new SystemSecretGenerator(), AdapterConfigs.uncounted(), Tracing.NONE)
          .check();
    } catch (InvalidSettingsException e) {
      problems.error(0, "seal: " + e.getMessage());
    }
  }

  private void listener(ListenerBlock listener) {
    try {
      AdapterConfigs.listener(listener)
          .tls()
          .flatMap(tls -> tls.problem())
          .ifPresent(
              problem -> problems.error(0, "listener " + listener.address() + ": " + problem));
    } catch (StartupException e) {
      problems.error(0, e.sentence());
    }
  }
}
