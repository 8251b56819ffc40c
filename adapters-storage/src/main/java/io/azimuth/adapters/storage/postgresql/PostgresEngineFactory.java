package io.azimuth.adapters.storage.postgresql;

import io.azimuth.spi.EngineContext;
import io.azimuth.spi.KeyValueEngineFactory;
import io.azimuth.spi.PluginContext;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.spi.engine.StoreFinding;
import io.azimuth.spi.metrics.NoMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;

/** Opens the engine of {@code storage "postgresql" { connection_url = "postgres://…" }}. */
public final class PostgresEngineFactory implements KeyValueEngineFactory {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Duration patience;

  /** For the service loader. */
  public PostgresEngineFactory() {
    this(PATIENCE);
  }

  /** An engine that looks so long for the outcome of a write while the database is away. */
  PostgresEngineFactory(Duration patience) {
    this.patience = patience;
  }

  @Override
  public String type() {
    return PostgresEngine.TYPE;
  }

  @Override
  public KeyValueEngine open(PluginSettings values, PluginContext context) {
    return open(values, new EngineContext(context, Optional.empty(), new NoMetrics()));
  }

  @Override
  public KeyValueEngine open(PluginSettings values, EngineContext context) {
    PostgresSettings settings = PostgresSettings.of(values);
    Logger logger = context.plugin().logger();
    if (settings.isExposed()) {
      logger.warn(
          "the name of the database's host is not verified, sslmode={}: whoever is on the way"
              + " may read the password",
          settings.sslMode());
    }
    DatabaseLogin login = new DatabaseLogin(settings, context);
    Schema.prepare(settings, login, logger);
    Database database = new Database(settings, login);
    return PostgresEngine.start(
        database, context.plugin().clock(), logger, context.metrics(), patience);
  }

  @Override
  public Optional<Path> restore(
      PluginSettings values, PluginContext context, Iterator<Batch> content, boolean replace) {
    return restore(
        values, new EngineContext(context, Optional.empty(), new NoMetrics()), content, replace);
  }

  @Override
  public Optional<Path> restore(
      PluginSettings values, EngineContext context, Iterator<Batch> content, boolean replace) {
    PostgresSettings settings = PostgresSettings.of(values);
    DatabaseLogin login = new DatabaseLogin(settings, context);
    Schema.prepare(settings, login, context.plugin().logger());
    try (Database database = new Database(settings, login)) {
      return new DatabaseRestoration(database, context.plugin().clock()).run(content, replace);
    }
  }

  @Override
  public List<StoreFinding> examine(PluginSettings values, EngineContext context) {
    PostgresSettings settings = PostgresSettings.of(values);
    return new DatabaseExamination(settings, new DatabaseLogin(settings, context)).run();
  }

  @Override
  public void validate(PluginSettings settings) {
    PostgresSettings.of(settings);
  }
}
