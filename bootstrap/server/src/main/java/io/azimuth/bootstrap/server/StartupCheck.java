package io.azimuth.bootstrap.server;

import io.azimuth.bootstrap.config.ServerConfig;
import io.azimuth.bootstrap.config.StorageBlock;
import io.azimuth.bootstrap.config.file.ConfigLoader;
import io.azimuth.bootstrap.config.file.LoadedConfig;
import io.azimuth.bootstrap.configfile.ConfigProblems;
import io.azimuth.bootstrap.plugin.LoadedPlugin;
import io.azimuth.bootstrap.plugin.PluginCatalog;
import io.azimuth.bootstrap.plugin.PluginException;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.spi.KeyValueEngineFactory;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Prepares a start up to the point where something would be opened. {@code server} and {@code
 * check-config} both use it, so their results are always the same.
 */
public final class StartupCheck {

  private final ConfigLoader loader;

  /** Creates a check that reads {@code env://} values and overrides from this environment. */
  public StartupCheck(Environment environment) {
    this.loader = new ConfigLoader(environment);
  }

  /**
   * The result of the check.
   *
   * @param plan the plan; present if and only if no problem is an error
   * @param problems all errors and warnings
   */
  public record Outcome(Optional<StartupPlan> plan, ConfigProblems problems) {}

  /** Reads the file, loads the plugins and lets them check their settings. */
  public Outcome check(Path file) {
    LoadedConfig loaded = loader.load(file);
    return new Outcome(
        loaded.config().flatMap(config -> plan(config, loaded.problems())), loaded.problems());
  }

  /**
   * What the file contains now of that which a reload reads again; empty if it has errors.
   *
   * @param running the plan of the server that reloads
   */
  public Optional<ServerConfig.Telemetry> readAgain(Path file, StartupPlan running) {
    LoadedConfig loaded = loader.load(file);
    Optional<ServerConfig.Telemetry> read = loaded.config().map(ServerConfig::telemetry);
    AcknowledgementCheck check = new AcknowledgementCheck(running.plugins(), loaded.problems());
    read.ifPresent(it -> check.run(it.acknowledged()));
    return read.filter(it -> !loaded.problems().hasErrors());
  }

  private static Optional<StartupPlan> plan(ServerConfig config, ConfigProblems problems) {
    new AdapterConfigCheck(config, problems).run();
    Optional<PluginCatalog> plugins = plugins(config, problems);
    plugins.ifPresent(catalog -> checkStorage(config.storage(), catalog, problems));
    plugins.ifPresent(catalog -> new SealConfigCheck(config.seals(), catalog, problems).run());
    plugins.ifPresent(
        catalog ->
            new PluginConfigCheck(config.plugins(), config.azure(), catalog, problems).run());
    plugins.ifPresent(
        catalog ->
            new AcknowledgementCheck(catalog, problems).run(config.telemetry().acknowledged()));
    if (problems.hasErrors()) {
      plugins.ifPresent(PluginCatalog::close);
      return Optional.empty();
    }
    return plugins.map(catalog -> new StartupPlan(config, catalog));
  }

  private static Optional<PluginCatalog> plugins(ServerConfig config, ConfigProblems problems) {
    try {
      return Optional.of(
          PluginCatalog.load(config.directories().plugins(), config.directories().pinned()));
    } catch (PluginException e) {
      e.sentences().forEach(sentence -> problems.error(0, sentence));
      return Optional.empty();
    }
  }

  private static void checkStorage(
      StorageBlock storage, PluginCatalog plugins, ConfigProblems problems) {
    Optional<LoadedPlugin<KeyValueEngineFactory>> engine = plugins.engine(storage.type());
    String block = "storage \"" + storage.type() + "\"";
    if (engine.isEmpty()) {
      problems.error(
          storage.lineOf(""),
          block
              + ": there is no such engine; there are: "
              + String.join(", ", plugins.engineTypes()));
      return;
    }
    new SettingsCheck(engine.get(), block, storage::lineOf)
        .run(storage.settings(), engine.get().factory()::validate, problems);
  }
}
