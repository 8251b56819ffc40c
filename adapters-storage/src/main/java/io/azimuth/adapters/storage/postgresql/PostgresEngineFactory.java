package io.azimuth.adapters.storage.postgresql;

import io.azimuth.spi.KeyValueEngineFactory;
import io.azimuth.spi.PluginContext;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.KeyValueEngine;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;

/** Opens the engine of {@code storage "postgresql" { connection_url = "postgres://…" }}. */
public final class PostgresEngineFactory implements KeyValueEngineFactory {

  /** For the service loader. */
  public PostgresEngineFactory() {}

  @Override
  public String type() {
    return PostgresEngine.TYPE;
  }

  @Override
  public KeyValueEngine open(PluginSettings values, PluginContext context) {
    PostgresSettings settings = PostgresSettings.of(values);
    if (settings.isExposed()) {
      context
          .logger()
          .warn(
              "the name of the database's host is not verified, sslmode={}: whoever is on the way"
                  + " may read the password",
              settings.sslMode());
    }
    DatabaseLogin login = new DatabaseLogin(settings, context.logger());
    Schema.prepare(settings, login, context.logger());
    Database database = new Database(settings, login);
    return PostgresEngine.start(database, context.logger());
  }

  @Override
  public Optional<Path> restore(
      PluginSettings values, PluginContext context, Iterator<Batch> content, boolean replace) {
    PostgresSettings settings = PostgresSettings.of(values);
    DatabaseLogin login = new DatabaseLogin(settings, context.logger());
    Schema.prepare(settings, login, context.logger());
    try (Database database = new Database(settings, login)) {
      return new DatabaseRestoration(database, context.clock()).run(content, replace);
    }
  }

  @Override
  public void validate(PluginSettings settings) {
    PostgresSettings.of(settings);
  }
}
