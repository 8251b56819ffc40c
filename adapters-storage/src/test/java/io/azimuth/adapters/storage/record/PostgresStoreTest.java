package io.azimuth.adapters.storage.record;

import io.azimuth.adapters.storage.postgresql.PostgresEngineFactory;
import io.azimuth.adapters.storage.postgresql.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.Tag;

@Tag("database")
class PostgresStoreTest extends EngineStoreContract {

  @Override
  protected Opened open() {
    return open(new PostgresEngineFactory(), new TestDatabase().settings(Map.of()));
  }
}
