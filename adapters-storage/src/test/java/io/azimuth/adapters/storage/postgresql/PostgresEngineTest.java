package io.azimuth.adapters.storage.postgresql;

import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.testkit.contract.KeyValueEngineContract;
import org.junit.jupiter.api.Tag;

@Tag("database")
class PostgresEngineTest extends KeyValueEngineContract {

  private final TestDatabase database = new TestDatabase();

  @Override
  protected KeyValueEngine open() {
    return database.open();
  }

  @Override
  protected KeyValueEngine reopen() {
    return database.open();
  }

  @Override
  protected boolean restores() {
    return true;
  }

  @Override
  protected KeyValueEngine openBeside() {
    return database.open();
  }
}
