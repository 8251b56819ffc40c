package io.azimuth.spi.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow.Subscription;
import org.junit.jupiter.api.Test;

class LimitedBytesTest {

  private final LimitedBytes body = new LimitedBytes(4) {};
  private boolean cancelled;

  private static ByteBuffer part(String text) {
    return ByteBuffer.wrap(text.getBytes(US_ASCII));
  }

  private void subscribe() {
    body.onSubscribe(
        new Subscription() {
          @Override
          public void request(long count) {
            assertThat(count).isPositive();
          }

          @Override
          public void cancel() {
            cancelled = true;
          }
        });
  }

  @Test
  void collectsUpToTheLimit() {
    subscribe();
    body.onNext(List.of(part("ab"), part("c")));
    body.onNext(List.of(part("d")));
    body.onComplete();

    assertThat(body.getBody().toCompletableFuture().join()).isEqualTo("abcd".getBytes(US_ASCII));
    assertThat(cancelled).isFalse();
  }

  @Test
  void takesNothingAfterTheFirstPartAboveTheLimit() {
    ByteBuffer late = part("c");
    subscribe();
    body.onNext(List.of(part("ab"), part("too much")));
    body.onNext(List.of(late));
    body.onComplete();

    assertThat(cancelled).isTrue();
    assertThat(late.remaining()).isEqualTo(1);
    assertThatThrownBy(() -> body.getBody().toCompletableFuture().join())
        .hasCauseInstanceOf(LimitedBytes.TooMuchException.class);
  }
}
