package vandal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/** An answer that holds up whoever waits for it by other means than to be told of its end. */
final class Trap<T> extends CompletableFuture<T> {

  private final Hang hanging;

  Trap(Hang hanging) {
    this.hanging = hanging;
  }

  @Override
  public <U> CompletableFuture<U> handle(
      BiFunction<? super T, Throwable, ? extends U> function) {
    return new Pit<>();
  }

  private final class Pit<U> extends CompletableFuture<U> {

    @Override
    public <V> CompletableFuture<V> handle(
        BiFunction<? super U, Throwable, ? extends V> function) {
      hanging.now();
      return super.handle(function);
    }

    @Override
    public CompletableFuture<U> completeOnTimeout(U value, long time, TimeUnit unit) {
      return this;
    }
  }
}
