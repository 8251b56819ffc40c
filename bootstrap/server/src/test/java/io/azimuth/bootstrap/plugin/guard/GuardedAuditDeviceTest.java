package io.azimuth.bootstrap.plugin.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.application.port.audit.AuditDevice;
import io.azimuth.bootstrap.plugin.LoadedPlugin;
import io.azimuth.bootstrap.plugin.PinnedJars;
import io.azimuth.bootstrap.plugin.PluginCatalog;
import io.azimuth.bootstrap.plugin.PluginKind;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.audit.AuditSink;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.storage.StaleReadException;
import io.azimuth.testkit.Waiting;
import io.azimuth.testkit.contract.AuditDeviceContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a sink does wrong is a record that was not taken, and nothing else. */
class GuardedAuditDeviceTest extends AuditDeviceContract {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration NONE = Duration.ZERO;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PluginCatalog catalog = PluginCatalog.load(Optional.empty(), PinnedJars.NONE);
  private final PluginGuard guard =
      new PluginGuard(
          new LoadedPlugin<>(PluginKind.AUDIT_DEVICE, "list", "factory", catalog.origins().get(0)),
          PluginGuard.Places.of(4, new Semaphore(1)),
          Runnable::run);
  private final ListSink sink = new ListSink();

  @AfterEach
  void end() {
    sink.release.countDown();
    guard.close();
    catalog.close();
  }

  /** Keeps lines; fails as it is told. */
  private static final class ListSink implements AuditSink {

    private final List<String> lines = new ArrayList<>();
    private final AtomicInteger reopened = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicBoolean overlapped = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch entered = new CountDownLatch(1);
    private volatile Optional<RuntimeException> fault = Optional.empty();
    private volatile Optional<RuntimeException> faultOfReopen = Optional.empty();
    private volatile Optional<Error> error = Optional.empty();
    private volatile boolean hangs;

    @Override
    public void write(List<byte[]> batch) {
      calls.incrementAndGet();
      overlapped.compareAndSet(false, inside.incrementAndGet() > 1);
      try {
        entered.countDown();
        if (hangs) {
          hang();
        }
        fault.ifPresent(
            thrown -> {
              throw thrown;
            });
        error.ifPresent(
            thrown -> {
              throw thrown;
            });
        synchronized (lines) {
          batch.forEach(line -> lines.add(new String(line, StandardCharsets.US_ASCII)));
        }
      } finally {
        inside.decrementAndGet();
      }
    }

    private void hang() {
      boolean waiting = true;
      while (waiting) {
        try {
          release.await();
          waiting = false;
        } catch (InterruptedException e) {
          // deaf
        }
      }
    }

    @Override
    public void reopen() {
      reopened.incrementAndGet();
      faultOfReopen.ifPresent(
          thrown -> {
            throw thrown;
          });
    }

    List<String> lines() {
      synchronized (lines) {
        return List.copyOf(lines);
      }
    }

    @Override
    public void close() {
      closed.set(true);
    }
  }

  private GuardedAuditDevice device(Duration call, Duration rest) {
    return new GuardedAuditDevice(
        "main", () -> sink, guard, new GuardedAuditDevice.Patience(call, rest));
  }

  @Override
  protected AuditDevice open() {
    return device(LONG, NONE);
  }

  @Override
  protected List<String> texts(int count) {
    return sink.lines().stream().map(GuardedAuditDeviceTest::text).toList();
  }

  private static String text(String line) {
    try {
      return JSON.readTree(line).path("text").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void failing(AuditDevice device, boolean fails) {
    sink.fault =
        fails
            ? Optional.of(new ServiceException(ErrorCode.AUDIT_FAILED, "the list is full"))
            : Optional.empty();
  }

  private static Value.Obj line(String text) {
    return Value.Obj.builder().put("text", text).build();
  }

  private static void assertNotTaken(AuditDevice device, String how) {
    assertThatThrownBy(() -> device.write(line("lost")))
        .isInstanceOfSatisfying(
            ServiceException.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(ErrorCode.AUDIT_FAILED);
              assertThat(fault.detail()).isEqualTo("the plugin list of audit device main " + how);
            });
  }

  @Test
  void whateverItThrowsIsARecordThatWasNotTaken() {
    AuditDevice device = device(LONG, NONE);
    sink.fault = Optional.of(new IllegalStateException("secret"));
    assertNotTaken(
        device,
        "has failed: the audit device \"list\" (built in) failed in write:"
            + " java.lang.IllegalStateException");
    sink.fault = Optional.of(new StaleReadException());
    assertNotTaken(device, "has failed");
    sink.fault = Optional.empty();
    device.write(line("two"));

    assertThat(texts(1)).containsExactly("two");
  }

  @Test
  void linesThatAnErrorCutsOffAreNotTakenForAnyThread() throws Exception {
    sink.hangs = true;
    sink.error = Optional.of(new OutOfMemoryError("x"));
    AuditDevice device = device(LONG, NONE);
    List<CompletableFuture<Void>> writers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      writers.add(
          CompletableFuture.runAsync(
              () -> device.write(line("lost")), task -> new Thread(task).start()));
      sink.entered.await();
    }
    sink.release.countDown();

    for (CompletableFuture<Void> writer : writers) {
      assertThatThrownBy(writer::join).isInstanceOf(CompletionException.class);
    }
    assertThat(sink.lines()).isEmpty();
  }

  @Test
  void isOpenedAnewWithTheNextLine() {
    AuditDevice device = device(LONG, NONE);
    device.reopen();
    device.write(line("one"));
    assertThat(sink.reopened).hasValue(0); // it was opened with this line

    device.reopen();
    assertThat(sink.reopened).hasValue(0);
    device.write(line("two"));
    device.write(line("three"));
    assertThat(sink.reopened).hasValue(1);

    sink.faultOfReopen = Optional.of(new IllegalStateException("secret"));
    device.reopen();
    device.write(line("four"));
    assertThat(sink.reopened).hasValue(2);
    assertThat(texts(4)).containsExactly("one", "two", "three", "four");
  }

  @Test
  void oneThatHangsKeepsNobodyFromOpeningOthersAnew() {
    AuditDevice device = device(SHORT, NONE);
    device.write(line("one"));
    sink.hangs = true;
    assertNotTaken(device, "did not answer within 50 ms");

    device.reopen();
    assertThat(sink.reopened).hasValue(0);

    sink.hangs = false;
    sink.release.countDown();
    Waiting.until(SOON, () -> isTaken(device));
    assertThat(sink.reopened).hasValue(1);
  }

  @Test
  void aRefusalOfTheOptionsReachesWhoEnablesTheDevice() {
    AuditDevice device =
        new GuardedAuditDevice(
            "main",
            () -> {
              throw RefusedException.invalid("book is required");
            },
            guard,
            GuardedAuditDevice.Patience.STANDARD);

    assertThatThrownBy(() -> device.write(line("one")))
        .isInstanceOfSatisfying(
            RefusedException.class,
            it -> assertThat(it.refusal().errors()).containsExactly("book is required"));
  }

  @Test
  void oneThatHangsIsGivenUpAndNotAskedUntilItReturns() {
    sink.hangs = true;
    AuditDevice device = device(SHORT, NONE);
    assertNotTaken(device, "did not answer within 50 ms");
    for (int i = 0; i < 100; i++) {
      assertNotTaken(device, "has not returned from an earlier record");
    }
    assertThat(sink.calls).hasValue(1);

    sink.hangs = false;
    sink.release.countDown();

    Waiting.until(SOON, () -> isTaken(device));
    assertThat(sink.overlapped).isFalse();
  }

  private static boolean isTaken(AuditDevice device) {
    try {
      device.write(line("taken"));
      return true;
    } catch (ServiceException e) {
      return false;
    }
  }

  @Test
  void oneThatWasLateRestsAfterItHasReturned() {
    sink.hangs = true;
    AuditDevice device = device(SHORT, LONG);
    assertNotTaken(device, "did not answer within 50 ms");
    sink.release.countDown();
    Waiting.until(SOON, () -> guard.figures().stream().noneMatch(it -> stuck(it) > 0));

    assertNotTaken(device, "did not answer in time and gets no records for a while");
  }

  private static double stuck(Measurement it) {
    return it.name().equals("azimuth_plugin_threads_stuck") ? it.value() : 0;
  }

  @Test
  void linesThatComeWhileItIsBusyGoTogether() throws Exception {
    sink.hangs = true;
    AuditDevice device = device(LONG, NONE);
    List<CompletableFuture<Void>> writers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String text = "line " + i;
      writers.add(
          CompletableFuture.runAsync(
              () -> device.write(line(text)), task -> new Thread(task).start()));
      sink.entered.await();
    }
    sink.hangs = false;
    sink.release.countDown();
    writers.forEach(CompletableFuture::join);

    assertThat(texts(4)).containsExactlyInAnyOrder("line 0", "line 1", "line 2", "line 3");
    assertThat(sink.calls.get()).isLessThanOrEqualTo(4);
    assertThat(sink.overlapped).isFalse();
  }

  @Test
  void aClosedOneTakesNothingAndDoesNotWaitForACallThatHangs() {
    sink.hangs = true;
    AuditDevice device = device(SHORT, NONE);
    assertNotTaken(device, "did not answer within 50 ms");

    device.close();

    assertThat(sink.closed).isTrue();
    assertNotTaken(device, "is closed");
  }
}
