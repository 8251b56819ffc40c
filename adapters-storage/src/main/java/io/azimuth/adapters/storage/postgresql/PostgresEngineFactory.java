package io.azimuth.adapters.storage.postgresql;

import io.azimuth.spi.KeyValueEngineFactory;
import io.azimuth.spi.PluginContext;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.KeyValueEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    Schema.prepare(settings, login(settings), context.logger());
    Database database = new Database(settings, login(settings));
    return PostgresEngine.start(database, context.logger());
  }

  @Override
  public Optional<Path> restore(
      PluginSettings values, PluginContext context, Iterator<Batch> content, boolean replace) {
    PostgresSettings settings = PostgresSettings.of(values);
    Schema.prepare(settings, login(settings), context.logger());
    try (Database database = new Database(settings, login(settings))) {
      return new DatabaseRestoration(database, context.clock()).run(content, replace);
    }
  }

  private static DatabaseLogin login(PostgresSettings settings) {
    return new DatabaseLogin() {
      @Override
      public String user() {
        return settings.user();
      }

      @Override
      public String password() {
        try {
          return settings.currentPassword().expose();
        } catch (IOException e) {
          throw new UncheckedIOException("password_file cannot be read", e);
        }
      }
    };
  }

  @Override
  public void validate(PluginSettings settings) {
    PostgresSettings.of(settings);
  }
}
