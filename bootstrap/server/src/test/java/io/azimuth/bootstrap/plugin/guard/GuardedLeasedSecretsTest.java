package io.azimuth.bootstrap.plugin.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.application.port.store.MountTransactions;
import io.azimuth.bootstrap.plugin.PinnedJars;
import io.azimuth.bootstrap.plugin.PluginCatalog;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.domain.mount.MountSettings;
import io.azimuth.spi.lease.HeldLease;
import io.azimuth.spi.lease.LeaseTerms;
import io.azimuth.spi.lease.LeasedSecrets;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.storage.MountTransaction;
import io.azimuth.testkit.store.FakeStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a plugin does at the end of leases reaches no thread of the server. */
class GuardedLeasedSecretsTest {

  private static final Mount MOUNT =
      new Mount(
          MountPath.parse("lab/").orElseThrow(),
          "lab",
          "uuid",
          "lab_uuid",
          "",
          MountSettings.DEFAULT,
          0);
  private static final HeldLease LEASE =
      new HeldLease("name", "lab/creds/web", Instant.EPOCH, false, Map.of());

  private final PluginCatalog catalog = PluginCatalog.load(Optional.empty(), PinnedJars.NONE);
  private final PluginGuard guard =
      new PluginGuard(
          catalog.secretsEngines().iterator().next(),
          PluginGuard.Places.of(1, new Semaphore(1)),
          Runnable::run);
  private final MountTransaction transaction =
      MountTransactions.of(new FakeStore().begin(), MOUNT.uuid());

  @AfterEach
  void close() {
    guard.close();
    catalog.close();
  }

  private CompletableFuture<Void> revoke(Function<MountTransaction, CompletionStage<Void>> code) {
    LeasedSecrets own = (mount, records, lease) -> code.apply(records);
    return new GuardedLeasedSecrets(own, guard)
        .revoke(MOUNT, transaction, LEASE)
        .toCompletableFuture();
  }

  @Test
  void anEndIsAnEnd() {
    assertThat(revoke(records -> CompletableFuture.completedFuture(null))).isCompleted();
  }

  @Test
  void whatItThrowsLosesItsMessage() {
    assertThatThrownBy(
            () ->
                revoke(
                    records -> {
                      throw new IllegalStateException("hunter2");
                    }))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("java.lang.IllegalStateException")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void whatItsStageEndsWithIsAnObjectOfTheServer() {
    IllegalStateException own = new IllegalStateException("hunter2");
    ServiceException fault = new ServiceException(ErrorCode.GRAPH_UNAVAILABLE, "Graph is away");

    assertThatThrownBy(() -> revoke(records -> CompletableFuture.failedFuture(own)).join())
        .hasCauseInstanceOf(ServiceException.class)
        .hasMessageContaining("java.lang.IllegalStateException")
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(
            () ->
                revoke(
                        records ->
                            CompletableFuture.runAsync(
                                () -> {
                                  throw fault;
                                }))
                    .join())
        .cause()
        .isNotSameAs(fault)
        .isInstanceOfSatisfying(
            ServiceException.class, it -> assertThat(it.detail()).isEqualTo("Graph is away"));
  }

  @Test
  void aStageThatRunsOutOfMemoryEndsAndIsReported() {
    CompletableFuture<Void> own = new CompletableFuture<>();
    CompletableFuture<Void> end = revoke(records -> own);
    OutOfMemoryError error = new OutOfMemoryError("hunter2");

    assertThat(reportedDuring(() -> own.completeExceptionally(error))).isSameAs(error);

    assertThat(end).isCompletedExceptionally();
    assertThatThrownBy(end::join)
        .hasCauseInstanceOf(ServiceException.class)
        .hasMessageNotContaining("hunter2");
  }

  private static Throwable reportedDuring(Runnable code) {
    AtomicReference<Throwable> reported = new AtomicReference<>();
    Thread thread = Thread.currentThread();
    Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
    thread.setUncaughtExceptionHandler((unused, thrown) -> reported.set(thrown));
    try {
      code.run();
    } finally {
      thread.setUncaughtExceptionHandler(before);
    }
    return reported.get();
  }

  @Test
  void codeThatBlocksIsLeftBehind() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);

    assertThatThrownBy(
            () ->
                revoke(
                    records -> {
                      try {
                        new CountDownLatch(1).await();
                      } catch (InterruptedException e) {
                        interrupted.countDown();
                      }
                      return new CompletableFuture<>();
                    }))
        .isInstanceOf(ServiceException.class);
    interrupted.await();
  }

  @Test
  void theTransactionEndsWithTheCall() {
    AtomicReference<MountTransaction> kept = new AtomicReference<>();
    assertThat(
            revoke(
                records -> {
                  assertThat(records.storage().get("config")).isEmpty();
                  kept.set(records);
                  return CompletableFuture.completedFuture(null);
                }))
        .isCompleted();

    assertThatThrownBy(() -> kept.get().storage()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aRenewalIsWhatThePluginSays() {
    LeaseTerms terms = new LeaseTerms(Duration.ofHours(1), Duration.ofHours(2));
    LeasedSecrets own =
        new LeasedSecrets() {
          @Override
          public Awaited<LeaseTerms> renew(
              Mount mount, MountTransaction records, HeldLease lease, Deadline deadline) {
            return Awaited.of(terms);
          }

          @Override
          public CompletionStage<Void> revoke(
              Mount mount, MountTransaction records, HeldLease lease) {
            return new CompletableFuture<>();
          }
        };

    assertThat(
            new GuardedLeasedSecrets(own, guard)
                .renew(MOUNT, transaction, LEASE, Deadline.of(Duration.ofMinutes(1)))
                .join())
        .isEqualTo(terms);
  }
}
