package io.azimuth.adapters.storage.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.KeyValueEngine;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The tables of the store, made by the first node. */
@Tag("database")
@Timeout(120)
class SchemaTest {

  private static final int NODES = 4;
  private static final int ROUNDS = 6;

  @Test
  void nodesThatStartAtOnceOnANewDatabaseWaitForOneAnother() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(NODES);
    for (int round = 0; round < ROUNDS; round++) {
      Map<String, String> where =
          Map.of("connection_url", TestDatabase.newDatabase(), "schema", "public");
      CyclicBarrier together = new CyclicBarrier(NODES);
      List<Callable<KeyValueEngine>> starts = new ArrayList<>();
      for (int i = 0; i < NODES; i++) {
        starts.add(
            () -> {
              together.await();
              return new TestDatabase().open(where);
            });
      }
      for (Future<KeyValueEngine> start : threads.invokeAll(starts)) {
        start.get().close();
      }
    }
    threads.shutdown();
  }

  @Test
  void saysWhyTheTablesCannotBeMade() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0)) {
      port = closed.getLocalPort();
    }
    String url = "postgres://postgres@127.0.0.1:" + port + "/postgres";
    assertThatThrownBy(() -> new TestDatabase().open(Map.of("connection_url", url)))
        .isInstanceOfSatisfying(
            ServiceException.class,
            thrown -> assertThat(thrown.getMessage()).contains("cannot be prepared", "refused"));
  }
}
