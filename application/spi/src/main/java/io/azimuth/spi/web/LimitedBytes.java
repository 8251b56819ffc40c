package io.azimuth.spi.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;

/**
 * Collects a body up to a limit. At the first byte beyond the limit it cancels the subscription,
 * which closes the connection. A subclass that implements {@code HttpResponse.BodySubscriber} needs
 * no code of its own. For adapters: other code has its bodies from a {@link WebClient}.
 */
public abstract class LimitedBytes implements Subscriber<List<ByteBuffer>> {

  /** The body was larger than the limit. */
  public static final class TooMuchException extends IOException {
    private static final long serialVersionUID = 1L;

    private TooMuchException() {
      super("body above the limit");
    }
  }

  private final int limit;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private Optional<Subscription> subscription = Optional.empty();

  /**
   * For one body.
   *
   * @param limit in bytes
   */
  protected LimitedBytes(int limit) {
    this.limit = limit;
  }

  @Override
  public final void onSubscribe(Subscription given) {
    subscription = Optional.of(given);
    given.request(Long.MAX_VALUE);
  }

  @Override
  public final void onNext(List<ByteBuffer> parts) {
    if (body.isDone()) { // what was asked for before the subscription ended still comes
      return;
    }
    for (ByteBuffer part : parts) {
      if (part.remaining() > limit - bytes.size()) {
        subscription.ifPresent(Subscription::cancel);
        body.completeExceptionally(new TooMuchException());
        return;
      }
      byte[] chunk = new byte[part.remaining()];
      part.get(chunk);
      bytes.writeBytes(chunk);
    }
  }

  @Override
  public final void onError(Throwable failure) {
    body.completeExceptionally(failure);
  }

  @Override
  public final void onComplete() {
    body.complete(bytes.toByteArray());
  }

  /** The whole body; fails with {@link TooMuchException} above the limit. */
  public final CompletionStage<byte[]> getBody() {
    return body;
  }
}
