package io.azimuth.spi.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeadlineTest {

  private final CompletableFuture<String> work = new CompletableFuture<>();

  @Test
  void theEndOfTheWorkComesFirst() throws Exception {
    CompletableFuture<Void> end = Deadline.of(Duration.ofHours(1)).firstEnd(work);
    assertThat(end).isNotDone();

    work.completeExceptionally(new IllegalStateException("broken"));

    assertThat(end.get(1, TimeUnit.MINUTES)).isNull();
  }

  @Test
  void theEndOfTheTimeComesFirst() throws Exception {
    assertThat(Deadline.of(Duration.ZERO).firstEnd(work).get(1, TimeUnit.MINUTES)).isNull();
    assertThat(work).isNotDone();
  }

  @Test
  void aPartEndsNoLaterThanTheWhole() {
    Deadline whole = Deadline.of(Duration.ofHours(10));

    assertThat(whole.within(Duration.ofHours(2)).remaining())
        .isLessThanOrEqualTo(Duration.ofHours(2))
        .isGreaterThan(Duration.ofHours(1));
    assertThat(whole.within(Duration.ofHours(20)).remaining()).isGreaterThan(Duration.ofHours(9));
  }
}
