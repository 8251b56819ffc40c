package io.azimuth.adapters.azure.call;

import io.azimuth.adapters.azure.pipeline.CallBudget;
import io.azimuth.adapters.azure.pipeline.UnusableAnswerException;
import io.azimuth.adapters.azure.signin.SignInException;
import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.spi.remote.Deadline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Makes a call, waits for it no longer than its limit, and says what came of it. */
public record AzureCall(CallFailures faults) {

  /**
   * The answer; never throws for what Azure does.
   *
   * @param work what to do; its context carries the question
   */
  public <T> AzureAnswer<T> make(Duration limit, Supplier<Mono<T>> work) {
    CallBudget question = new CallBudget(Deadline.of(limit));
    CompletableFuture<T> answer;
    try {
      answer = work.get().contextWrite(question::putInto).toFuture();
    } catch (UnusableAnswerException | SignInException | RequestRefusedException e) {
      return faults.read(e, question.gate().close());
    }
    try {
      T value = answer.get(question.deadline().remaining().toNanos(), TimeUnit.NANOSECONDS);
      return value == null
          ? faults.read(new UnusableAnswerException("the answer is empty"), question.gate().close())
          : new AzureAnswer.Done<>(value);
    } catch (TimeoutException e) {
      answer.cancel(true);
      return faults.ended("no answer in time", question.gate().close());
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return faults.ended("interrupted while waiting", question.gate().close());
    } catch (ExecutionException e) {
      return faults.read(e, question.gate().close());
    }
  }
}
