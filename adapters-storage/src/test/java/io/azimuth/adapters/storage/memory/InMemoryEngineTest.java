package io.azimuth.adapters.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.InvalidSettingsException;
import io.azimuth.spi.PluginContext;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.testkit.contract.KeyValueEngineContract;
import java.nio.file.Path;
import java.time.Clock;
import java.util.AbstractList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class InMemoryEngineTest extends KeyValueEngineContract {

  private final InMemoryEngineFactory factory = new InMemoryEngineFactory();

  @Override
  protected KeyValueEngine open() {
    PluginContext context =
        new PluginContext(Clock.systemUTC(), LoggerFactory.getLogger(InMemoryEngineTest.class));
    return factory.open(new PluginSettings(Map.of(), Path.of(".")), context);
  }

  @Override
  protected KeyValueEngine reopen() {
    throw new UnsupportedOperationException("nothing is kept");
  }

  @Override
  protected boolean durable() {
    return false;
  }

  @Override
  protected boolean restores() {
    return true;
  }

  @Test
  void refusesSettings() {
    PluginSettings settings = new PluginSettings(Map.of("path", "x"), Path.of("."));
    assertThatThrownBy(() -> factory.validate(settings))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessage("path: unknown key");
  }

  @Test
  void namesItsTypeAsTheConfigurationDoes() {
    assertThat(factory.type()).isEqualTo("inmem");
  }

  @Test
  void isBusyWhenTheQueueIsFull() throws InterruptedException {
    Batch batch = Batch.builder().put(Key.of("k"), new byte[1]).build();
    try (KeyValueEngine engine = open()) {
      SlowKeys keys = new SlowKeys();
      CompletableFuture<?> slowReader = CompletableFuture.supplyAsync(() -> engine.get(keys));
      keys.asked.await();
      try {
        assertThatThrownBy(
                () -> {
                  for (int i = 0; i < InMemoryEngine.QUEUE + 2; i++) {
                    engine.apply(batch);
                  }
                })
            .isInstanceOfSatisfying(
                ServiceException.class,
                busy -> assertThat(busy.code()).isEqualTo(ErrorCode.STORE_BUSY));
      } finally {
        keys.answer.countDown();
      }
      slowReader.join();
    }
  }

  /** A list whose one key is slow to read, so that a reader delays the writer. */
  private static final class SlowKeys extends AbstractList<Key> {

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);

    @Override
    public Key get(int index) {
      asked.countDown();
      try {
        answer.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return Key.of("k");
    }

    @Override
    public int size() {
      return 1;
    }
  }
}
