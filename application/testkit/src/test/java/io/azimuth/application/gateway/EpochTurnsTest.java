package io.azimuth.application.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.api.ApiResponse;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RequestBody;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.route.Call;
import io.azimuth.testkit.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Writers of roles, policies and mounts, all of whom begin an epoch, take turns. */
class EpochTurnsTest extends GatewayFixture {

  private static final int WRITERS = 64;

  private final CompletableFuture<Void> applied = new CompletableFuture<>();

  @Test
  void turnsComeInTheOrderOfTheRequestsAndNoneWhoLeftGetsOne() {
    EpochTurns turns = new EpochTurns();
    CompletableFuture<Void> first = turns.take();
    List<CompletableFuture<Void>> line = Stream.generate(turns::take).limit(4).toList();
    assertThat(first).isDone();
    assertThat(line).noneMatch(CompletableFuture::isDone);

    line.get(0).cancel(false);
    turns.end();
    assertThat(line.get(1)).isDone();
    assertThat(line.get(2)).isNotDone();
    turns.end();
    assertThat(line.get(2)).isDone();
    line.get(3).cancel(false);
    turns.end();

    assertThat(turns.take()).isDone();
  }

  @Test
  void aTurnThatEndsAsItComesIsNoCallWithinACall() {
    EpochTurns turns = new EpochTurns();
    CompletableFuture<Void> first = turns.take();
    int deep = 100_000;
    List<CompletableFuture<Void>> ends =
        Stream.generate(() -> turns.take().thenRun(turns::end)).limit(deep).toList();
    assertThat(first).isDone();

    turns.end();

    assertThat(ends).allMatch(CompletableFuture::isDone);
    assertThat(turns.take()).isDone();
  }

  @Test
  void manyWritersAtOnceAllSucceedWithoutAConflict() {
    method.act(EpochTurnsTest::beginEpoch);
    CompletableFuture<Void> disk = slowDisk();
    List<CompletableFuture<ApiResponse>> responses = new ArrayList<>(List.of(writeApplied()));
    IntStream.range(1, WRITERS).forEach(i -> responses.add(write()));
    assertThat(responses).noneMatch(CompletableFuture::isDone);

    disk.complete(null);

    responses.forEach(response -> TestServer.done(response.join().answer()));
    assertThat(method.calls()).hasSize(2 * WRITERS - 1);
    assertThat(conflicts()).isZero();
  }

  @Test
  void conflictsWithOtherServersPushNobodyBackInTheLine() {
    method.act(EpochTurnsTest::beginEpoch);
    CompletableFuture<Void> disk = slowDisk();
    CompletableFuture<ApiResponse> first = writeApplied();
    CompletableFuture<ApiResponse> second = write("thing/second");
    CompletableFuture<ApiResponse> third = write("thing/third");
    int before = method.calls().size();
    server
        .store()
        .endCommitsWith(
            Stream.generate(() -> CommitOutcome.CONFLICT)
                .limit(Gateway.MAX_ATTEMPTS - 1)
                .toArray(CommitOutcome[]::new));

    disk.complete(null);

    Stream.of(first, second, third).forEach(it -> TestServer.done(it.join().answer()));
    List<String> turns =
        method.calls().stream().skip(before).map(call -> call.fields().captured("name")).toList();
    int secondEnds = turns.lastIndexOf("second") + 1;
    assertThat(turns.subList(0, secondEnds)).isNotEmpty().containsOnly("second");
    assertThat(turns.subList(secondEnds, turns.size())).isNotEmpty().containsOnly("third");
  }

  @Test
  void whoWaitsForAnotherSystemLetsOthersGoFirst() {
    CompletableFuture<Void> theirs = new CompletableFuture<>();
    method.act(
        call ->
            method.calls().size() == 2
                ? Answer.of(
                    Awaited.ended(theirs, call.deadline()).then(arrived -> beginEpoch(call)))
                : beginEpoch(call));
    server.retryOn(Runnable::run);
    server.store().endCommitsWith(CommitOutcome.CONFLICT); // while it has the turn
    CompletableFuture<ApiResponse> waiting = write();
    server.store().awaitCommits();

    TestServer.done(write().join().answer());
    assertThat(waiting).isNotDone();

    theirs.complete(null);
    TestServer.done(waiting.join().answer());
    TestServer.done(write().join().answer());
  }

  @Test
  void aTurnWithoutAThreadIsTooBusyAndGoesToTheNext() {
    method.act(EpochTurnsTest::beginEpoch);
    CompletableFuture<Void> disk = slowDisk();
    CompletableFuture<ApiResponse> first = writeApplied();
    CompletableFuture<ApiResponse> second = write();
    CompletableFuture<ApiResponse> third = write();
    server.retryOn(
        task -> {
          throw new RejectedExecutionException("full");
        });

    disk.complete(null);

    TestServer.done(first.join().answer());
    assertThat(Stream.of(second, third).map(it -> it.join().answer()))
        .allSatisfy(
            answer ->
                assertThat(TestServer.refusal(answer).category())
                    .isEqualTo(ErrorCategory.OVERLOADED));
    TestServer.done(write().join().answer());
  }

  @Test
  void aRefusalGivesTheTurnOn() {
    method.act(
        call -> {
          if (method.calls().size() > 2) {
            throw new IllegalStateException("planned");
          }
          return beginEpoch(call);
        });
    CompletableFuture<Void> disk = slowDisk();
    CompletableFuture<ApiResponse> first = writeApplied();
    CompletableFuture<ApiResponse> second = write();

    disk.complete(null);

    TestServer.done(first.join().answer());
    assertThat(TestServer.refusal(second.join().answer()).category())
        .isEqualTo(ErrorCategory.INTERNAL);
    method.act(EpochTurnsTest::beginEpoch);
    TestServer.done(write().join().answer());
  }

  private static Answer beginEpoch(Call call) {
    call.transaction().beginEpoch();
    return new Answer.Empty();
  }

  /** The next commit is not confirmed before this is complete. */
  private CompletableFuture<Void> slowDisk() {
    CompletableFuture<Void> disk = new CompletableFuture<>();
    server
        .store()
        .afterNextCommit(
            () -> {
              applied.complete(null);
              disk.join();
            });
    return disk;
  }

  /** Waits for the store, which would else change what the next request has begun to read. */
  private CompletableFuture<ApiResponse> writeApplied() {
    CompletableFuture<ApiResponse> response = write();
    applied.join();
    return response;
  }

  private CompletableFuture<ApiResponse> write() {
    return write("act");
  }

  private CompletableFuture<ApiResponse> write(String path) {
    return server
        .send(server.request(Operation.WRITE, root, "auth/app/" + path, RequestBody.NONE))
        .toCompletableFuture();
  }

  private double conflicts() {
    return server.metrics().number("azimuth_request_conflicts_total", Map.of());
  }
}
