package io.azimuth.spi.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class LruCacheTest {

  @Test
  void makesAThingOnce() {
    LruCache<String, Object> things = new LruCache<>(2);
    Object first = things.get("a", key -> new Object());

    assertThat(things.get("a", key -> new Object())).isSameAs(first);
  }

  @Test
  void dropsTheOneUnusedForLongest() {
    LruCache<String, String> things = new LruCache<>(2);
    touch(things, "a");
    touch(things, "b");
    touch(things, "a");
    touch(things, "c");

    assertThat(things.copy()).containsOnlyKeys("a", "c");
    assertThat(things.size()).isEqualTo(2);
  }

  @Test
  void removesNothingThatHasBeenReplaced() {
    LruCache<String, String> things = new LruCache<>(2);
    touch(things, "a");
    things.remove("a", "another");
    assertThat(things.size()).isEqualTo(1);

    things.remove("a", "a");
    assertThat(things.size()).isZero();
  }

  @Test
  void aPauseLetsOneThroughAndThenNobody() {
    Instant start = Instant.parse("2026-11-25T12:00:00Z");
    MinInterval pause = new MinInterval(Duration.ofSeconds(10));

    assertThat(pause.tryAcquire(start)).isTrue();
    assertThat(pause.tryAcquire(start.plusMillis(9_999))).isFalse();
    assertThat(pause.tryAcquire(start.plusSeconds(10))).isTrue();
    assertThat(pause.tryAcquire(start.plusSeconds(11))).isFalse();
    assertThat(pause.tryAcquire(start.minusSeconds(1))).isTrue();
  }

  @Test
  void fetchesEndWithTheirThreads() throws InterruptedException {
    CountDownLatch ran = new CountDownLatch(1);
    BackgroundFetches fetches = new BackgroundFetches();
    fetches.start();
    fetches.execute(ran::countDown);
    assertThat(ran.await(1, TimeUnit.MINUTES)).isTrue();
    fetches.close();

    Assertions.assertThatThrownBy(() -> fetches.execute(ran::countDown))
        .isInstanceOf(RejectedExecutionException.class);
  }

  private static void touch(LruCache<String, String> things, String key) {
    var unused = things.get(key, same -> same);
  }
}
