package io.azimuth.adapters.azure.call;

import io.azimuth.adapters.azure.pipeline.CallBudget;
import io.azimuth.adapters.azure.pipeline.CallException;
import io.azimuth.adapters.azure.pipeline.UnusableAnswerException;
import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.spi.remote.Deadline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Makes a call, waits for it no longer than its limit, and returns its outcome. */
public record AzureCall(DirectoryFailures faults) {

  /** Translates a failure into an answer. */
  public interface Failed<A> {

    /**
     * Reads it.
     *
     * @param thrown a {@link TimeoutException} itself when the time limit has passed
     * @param sent whether the call went out
     */
    A read(Throwable thrown, boolean sent);
  }

  /**
   * The answer; never throws for what Azure does.
   *
   * @param work what to do; its context carries the question
   */
  public <T> AzureAnswer<T> make(Duration limit, Supplier<Mono<T>> work) {
    return make(limit, work, AzureAnswer.Done::new, faults::read);
  }

  /** The same with an answer of another type. */
  public static <T, A> A make(
      Duration limit, Supplier<Mono<T>> work, Function<T, A> done, Failed<A> failed) {
    CallBudget question = new CallBudget(Deadline.of(limit));
    CompletableFuture<T> answer;
    try {
      answer = work.get().contextWrite(question::putInto).toFuture();
    } catch (CallException e) {
      return failed.read(e, question.gate().close());
    }
    try {
      T value = answer.get(question.deadline().remaining().toNanos(), TimeUnit.NANOSECONDS);
      return value == null
          ? failed.read(new UnusableAnswerException("the answer is empty"), question.gate().close())
          : done.apply(value);
    } catch (TimeoutException e) {
      answer.cancel(true);
      return failed.read(e, question.gate().close());
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return failed.read(e, question.gate().close());
    } catch (ExecutionException e) {
      return failed.read(e, question.gate().close());
    }
  }
}
