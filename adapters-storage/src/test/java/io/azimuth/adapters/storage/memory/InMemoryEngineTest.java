package io.azimuth.adapters.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.application.port.engine.Batch;
import io.azimuth.application.port.engine.Key;
import io.azimuth.application.port.engine.KeyValueEngine;
import io.azimuth.application.port.engine.KeyValueEngineContract;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.InvalidSettingsException;
import io.azimuth.spi.PluginContext;
import io.azimuth.spi.PluginSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
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
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (KeyValueEngine engine = open()) {
      engine
          .apply(batch)
          .thenRun(
              () -> {
                blocked.countDown();
                awaitQuietly(release);
              });
      engine.apply(batch).thenRun(() -> awaitQuietly(release));
      try {
        assertThatThrownBy(
                () -> {
                  for (int i = 0; i < 2 * InMemoryEngine.QUEUE; i++) {
                    engine.apply(batch);
                  }
                })
            .isInstanceOfSatisfying(
                ServiceException.class,
                busy -> assertThat(busy.code()).isEqualTo(ErrorCode.STORE_BUSY));
      } finally {
        release.countDown();
      }
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
