package io.azimuth.adapters.storage.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.PluginContext;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.engine.KeyValueEngine;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@Tag("database")
class DatabaseRestorationTest {

  private static final Key OLD = Key.of("old");

  private final TestDatabase database = new TestDatabase();

  private Optional<?> restore(Iterator<Batch> content, boolean replace) {
    PluginContext context =
        new PluginContext(Clock.systemUTC(), LoggerFactory.getLogger(TestDatabase.class));
    return new PostgresEngineFactory()
        .restore(database.settings(Map.of()), context, content, replace);
  }

  private static Iterator<Batch> content() {
    return List.of(
            Batch.builder().put(Key.of("a"), new byte[] {1}).put(Key.of("b"), new byte[0]).build(),
            Batch.builder().put(Key.of("c"), new byte[100_000]).build())
        .iterator();
  }

  private List<String> keys() {
    try (KeyValueEngine engine = database.open();
        var snapshot = engine.snapshot()) {
      return snapshot.next().stream().map(Entry::key).map(Key::text).toList();
    }
  }

  private long fillWithOld() {
    try (KeyValueEngine engine = database.open()) {
      engine.apply(Batch.builder().put(OLD, new byte[] {9}).build()).toCompletableFuture().join();
      return engine.get(List.of(OLD)).get(0).orElseThrow().revision();
    }
  }

  @Test
  void anEmptyStoreGetsTheContent() {
    assertThat(restore(content(), false)).isEmpty();

    assertThat(keys()).containsExactly("a", "b", "c");
  }

  @Test
  void aStoreWithEntriesIsSetAsideOnlyOnDemand() {
    long revision = fillWithOld();

    assertThatThrownBy(() -> restore(content(), false)).isInstanceOf(ServiceException.class);
    assertThat(keys()).containsExactly("old");

    assertThat(restore(content(), true)).isPresent();
    assertThat(keys()).containsExactly("a", "b", "c");
    try (KeyValueEngine engine = database.open()) {
      assertThat(engine.get(List.of(Key.of("a"))).get(0).orElseThrow().revision())
          .isGreaterThan(revision);
    }
  }

  @Test
  void contentThatBreaksOffChangesNothing() {
    fillWithOld();
    Iterator<Batch> broken =
        new Iterator<>() {
          private final Iterator<Batch> first = content();

          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public Batch next() {
            if (!first.hasNext()) {
              throw new NoSuchElementException("cut off");
            }
            return first.next();
          }
        };

    assertThatThrownBy(() -> restore(broken, true)).isInstanceOf(NoSuchElementException.class);
    assertThat(keys()).containsExactly("old");
  }

  @Test
  void isRefusedWhileAServerUsesTheStore() {
    fillWithOld();
    try (KeyValueEngine engine = database.open()) {
      engine.apply(Batch.builder().put(OLD, new byte[1]).build()).toCompletableFuture().join();

      assertThatThrownBy(() -> restore(content(), true))
          .isInstanceOfSatisfying(
              ServiceException.class,
              thrown -> assertThat(thrown.detail()).contains("a server uses the store"));
    }
  }

  @Test
  void tablesThatTheNextReleaseAddedToAreShared() throws Exception {
    fillWithOld();
    try (KeyValueEngine next = database.open()) {
      database.becomeNext();
      try (KeyValueEngine present = database.open()) {
        present
            .apply(Batch.builder().put(OLD, new byte[] {7}).build())
            .toCompletableFuture()
            .join();

        assertThat(next.get(List.of(OLD)).get(0).orElseThrow().value()).containsExactly(7);
      }
    }
  }

  @Test
  void tablesOfANewerReleaseAreLeftAlone() throws Exception {
    fillWithOld();
    database.becomeNewer();

    assertThatThrownBy(database::open)
        .isInstanceOfSatisfying(
            ServiceException.class,
            thrown -> assertThat(thrown.detail()).contains("tables of a newer release"));
  }
}
