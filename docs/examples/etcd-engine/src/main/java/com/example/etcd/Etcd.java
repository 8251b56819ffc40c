package com.example.etcd;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.Batch;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.KV;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.GetOption;
import io.grpc.Status;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;

/**
 * The members of etcd, and whether they do what they are asked for. While they do not, requests
 * fail at once.
 */
final class Etcd {

  /** The value of {@code --max-txn-ops} that is needed: many writes and their preconditions. */
  static final int MOST_OPS = 10_000;

  /** {@code --max-request-bytes}: the longest batch and its preconditions. */
  static final int MOST_BYTES = 2 * Batch.MAX_BYTES;

  private static final long CALL_SECONDS = 5;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** More than the client gives its threads to end. */
  private static final long CLOSING_NANOS = TimeUnit.SECONDS.toNanos(12);

  private static final long MILLIS_OF_A_THREAD = 100;

  final Client client;
  final EtcdKeys keys;
  private final Logger log;
  private volatile Optional<ErrorCode> problem = Optional.empty();

  Etcd(EtcdSettings settings, Logger log) {
    this.client = settings.client((EtcdReads.PAGE + 1) << 20);
    this.keys = new EtcdKeys(settings.prefix());
    this.log = log;
  }

  KV kv() {
    return client.getKVClient();
  }

  /**
   * Closes the client and waits for the end of its threads, which close what they have. They need
   * their classes for that, and the server closes the jar next.
   */
  void close() {
    client.close();
    long begun = System.nanoTime();
    try {
      while (joinsOne() && System.nanoTime() - begun < CLOSING_NANOS) {
        // When no member answers, the client ends calls first, and its threads last.
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether there are threads of Netty, which has them in this jar alone; waits for each a bit. */
  private static boolean joinsOne() throws InterruptedException {
    boolean found = false;
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread instanceof FastThreadLocalThread && thread.isAlive()) {
        found = true; // perhaps it is one of another engine
        thread.join(MILLIS_OF_A_THREAD);
      }
    }
    return found;
  }

  /** Why writes would fail at this moment. */
  Optional<ErrorCode> problem() {
    return problem;
  }

  void checkWriting() {
    if (problem.isPresent()) {
      throw new ServiceException(problem.get(), "etcd cannot be used at this moment");
    }
  }

  void checkReading() {
    if (!problem.equals(Optional.of(ErrorCode.STORE_FULL))) {
      checkWriting();
    }
  }

  /**
   * Finds out, by reads that are as large as a write may be, whether etcd takes such requests.
   *
   * @param patience how long it waits for members that do not answer
   */
  void checkLimits(Duration patience) {
    for (long begun = System.nanoTime(); ; LockSupport.parkNanos(PAUSE_NANOS)) {
      try {
        checkLimits();
        return;
      } catch (ServiceException e) {
        if (e.code() != ErrorCode.STORE_UNAVAILABLE
            || Thread.currentThread().isInterrupted()
            || System.nanoTime() - begun > patience.toNanos()) {
          throw e;
        }
      }
    }
  }

  private void checkLimits() {
    ByteSequence key = keys.own("writer");
    Cmp small = new Cmp(key, Cmp.Op.EQUAL, CmpTarget.version(0));
    ByteSequence much = ByteSequence.from(new byte[MOST_BYTES]);
    await(kv().get(key)); // whatever else is wrong is said first
    demand(
        key, "max-txn-ops=" + MOST_OPS, Collections.nCopies(MOST_OPS, small).toArray(Cmp[]::new));
    demand(
        key, "max-request-bytes=" + MOST_BYTES, new Cmp(key, Cmp.Op.EQUAL, CmpTarget.value(much)));
  }

  private void demand(ByteSequence key, String option, Cmp... compares) {
    try {
      await(kv().txn().If(compares).Then(Op.get(key, GetOption.DEFAULT)).commit());
    } catch (ServiceException e) {
      if (!isRefusal(Status.fromThrowable(e).getCode())) {
        throw e; // a late answer says nothing about limits
      }
      throw new ServiceException(
          ErrorCode.STORE_UNUSABLE,
          "each member of etcd needs --" + option + " or more: " + e.detail(),
          e);
    }
  }

  /** Whether etcd answers so to a request that is larger than it takes. */
  static boolean isRefusal(Status.Code code) {
    return code == Status.Code.INVALID_ARGUMENT || code == Status.Code.RESOURCE_EXHAUSTED;
  }

  /** Waits for an answer. A failure is noted and thrown. */
  <T> T await(CompletableFuture<T> answer) {
    try {
      T answered = answer.get(CALL_SECONDS, TimeUnit.SECONDS);
      if (problem.isPresent() && problem.get() != ErrorCode.STORE_FULL) {
        works();
      }
      return answered;
    } catch (TimeoutException e) {
      throw failed(ErrorCode.STORE_UNAVAILABLE, "etcd: no answer in time", e);
    } catch (ExecutionException e) {
      Status status = Status.fromThrowable(e.getCause());
      throw failed(code(status), "etcd: " + status.getCode() + " " + status.getDescription(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceException(ErrorCode.STORE_UNAVAILABLE, "interrupted", e);
    }
  }

  private static ErrorCode code(Status status) {
    String text = String.valueOf(status.getDescription());
    return switch (status.getCode()) {
      case RESOURCE_EXHAUSTED ->
          text.contains("space exceeded") ? ErrorCode.STORE_FULL : ErrorCode.STORE_UNAVAILABLE;
      case OUT_OF_RANGE -> ErrorCode.SNAPSHOT_OVERTAKEN; // the revision is compacted
      case UNAUTHENTICATED, PERMISSION_DENIED, INVALID_ARGUMENT -> ErrorCode.STORE_FAILED;
      default -> ErrorCode.STORE_UNAVAILABLE;
    };
  }

  private synchronized ServiceException failed(ErrorCode code, String detail, Exception cause) {
    if (code != ErrorCode.SNAPSHOT_OVERTAKEN && !problem.equals(Optional.of(code))) {
      problem = Optional.of(code);
      log.error(detail);
    }
    return new ServiceException(code, detail, cause);
  }

  /** Notes that etcd took a write. */
  synchronized void works() {
    if (problem.isPresent()) {
      problem = Optional.empty();
      log.warn("etcd works again");
    }
  }
}
