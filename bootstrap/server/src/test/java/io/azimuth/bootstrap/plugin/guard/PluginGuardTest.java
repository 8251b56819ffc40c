package io.azimuth.bootstrap.plugin.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.bootstrap.plugin.PinnedJars;
import io.azimuth.bootstrap.plugin.PluginCatalog;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.domain.mount.MountSettings;
import io.azimuth.domain.network.ClientNetwork;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.MetricFamily;
import io.azimuth.spi.metrics.MetricSource;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.testkit.fake.FakeMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PluginGuardTest {

  private static final Mount MOUNT =
      new Mount(
          MountPath.parse("auth/a/").orElseThrow(),
          "a",
          "uuid",
          "auth_a_uuid",
          "",
          MountSettings.DEFAULT,
          0);

  private static final PluginCaller STRANGER = new PluginCaller(false, new ClientNetwork(1, false));

  private final PluginCatalog catalog = PluginCatalog.load(Optional.empty(), PinnedJars.NONE);
  private final PluginGuard guard =
      new PluginGuard(
          catalog.authMethods().iterator().next(),
          new PluginGuard.Places(1, new Semaphore(1), Duration.ofMinutes(1)),
          Runnable::run);
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void close() {
    release.countDown();
    guard.close();
    catalog.close();
  }

  private static <T> Supplier<T> throwing(RuntimeException e) {
    return () -> {
      throw e;
    };
  }

  @Test
  void aStepThatRunsBecauseTheTimeIsOverSaysWhatIsMissing() {
    ServiceException missing =
        new ServiceException(ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, "no answer");

    assertThatThrownBy(
            () -> guard.handle("a step", MOUNT, STRANGER, Duration.ZERO, throwing(missing)))
        .isInstanceOfSatisfying(
            ServiceException.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(missing.code());
              assertThat(fault.detail()).isEqualTo("no answer");
            });
  }

  @Test
  void aFaultLeavesThePluginInAnObjectThatThePluginDoesNotHave() {
    ServiceException own =
        new ServiceException(
            ErrorCode.UNEXPECTED, "x".repeat(1_001), new IllegalStateException("secret"));

    assertThatThrownBy(() -> guard.answer("a step", throwing(own)))
        .isNotSameAs(own)
        .isInstanceOfSatisfying(
            ServiceException.class, fault -> assertThat(fault.detail()).hasSize(1_000))
        .hasCauseInstanceOf(PluginFailedException.class)
        .hasStackTraceContaining("java.lang.IllegalStateException")
        .satisfies(fault -> assertThat(fault.getStackTrace()).isEqualTo(own.getStackTrace()));
  }

  @Test
  void aVeryLongRefusalIsAFault() {
    Value.Obj few = Value.Obj.builder().put("note", "x").build();
    Value.Obj many = Value.Obj.builder().put("note", "x".repeat(16 * 1024)).build();
    Refusal refusal = Refusal.of(ErrorCategory.INVALID_REQUEST, "no");

    for (RefusedException wrong :
        List.of(new RefusedException(refusal, many), new RefusedException(refusal.with(many)))) {
      assertThatThrownBy(() -> guard.answer("a step", throwing(wrong)))
          .isInstanceOf(PluginFailedException.class);
    }
    RefusedException right = new RefusedException(refusal.with(few), few);
    assertThatThrownBy(() -> guard.answer("a step", throwing(right))).isSameAs(right);
  }

  @Test
  void codeThatIsLateIsInterruptedAndLeftBehind() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    Supplier<String> late =
        () -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
          return "late";
        };

    assertThatThrownBy(() -> guard.handle("a step", MOUNT, STRANGER, Duration.ZERO, late))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused ->
                assertThat(refused.refusal().errors())
                    .containsExactly(
                        "the plugin " + guard.type() + " does not answer in time, try again"));
    interrupted.await();
  }

  @Test
  void whatItThrowsCostsItsOwnRequestAlone() {
    for (int i = 0; i < 10 * Circuit.FAILURES; i++) {
      assertThatThrownBy(
              () ->
                  guard.handle(
                      "a handler",
                      MOUNT,
                      STRANGER,
                      PluginGuard.REQUEST,
                      throwing(new IllegalStateException())))
          .isInstanceOf(PluginFailedException.class);
    }

    assertThat(handled(STRANGER, () -> "served").join()).isEqualTo("served");
  }

  private <T> Awaited<T> handled(PluginCaller caller, Supplier<T> code) {
    return handled(guard, caller, code);
  }

  private static <T> Awaited<T> handled(PluginGuard guard, PluginCaller caller, Supplier<T> code) {
    return guard.handle("a handler", MOUNT, caller, PluginGuard.REQUEST, code);
  }

  /** Code that holds its thread until the end of the test; another thread waits for it. */
  private CompletableFuture<String> holdThread(PluginGuard guard, PluginCaller caller)
      throws InterruptedException {
    CountDownLatch inside = new CountDownLatch(1);
    Supplier<String> holding =
        () -> {
          inside.countDown();
          await(release);
          return "held";
        };
    CompletableFuture<String> held =
        CompletableFuture.supplyAsync(
            () -> handled(guard, caller, holding).join(), task -> new Thread(task).start());
    inside.await();
    return held;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isPending(Awaited<?> awaited) {
    return awaited.<Boolean>fold(value -> false, pending -> true);
  }

  private double figure(String name, String callers) {
    return guard.figures().stream()
        .filter(it -> it.name().equals(name) && callers.equals(it.labels().get("callers")))
        .mapToDouble(Measurement::value)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aRequestWithoutAThreadWaitsInLineAndKeepsNoThreadOfTheServer() throws Exception {
    CompletableFuture<String> first = holdThread(guard, STRANGER);

    Awaited<String> second = handled(STRANGER, () -> "second");

    assertThat(isPending(second)).isTrue();
    assertThat(figure("azimuth_plugin_threads_busy", "strangers")).isEqualTo(1);
    assertThat(figure("azimuth_plugin_threads_max", "strangers")).isEqualTo(1);
    assertThat(figure("azimuth_plugin_requests_waiting", "strangers")).isEqualTo(1);
    release.countDown();
    assertThat(second.join()).isEqualTo("second");
    assertThat(first.join()).isEqualTo("held");
    assertThat(figure("azimuth_plugin_requests_waiting", "strangers")).isZero();
  }

  @Test
  void strangersHoldNoThreadForCallersWithATokenAndNotTheServer() throws Exception {
    CompletableFuture<String> slow = holdThread(guard, STRANGER);

    CountDownLatch seen = new CountDownLatch(1);
    Awaited<String> known =
        handled(
            PluginCaller.KNOWN,
            () -> {
              await(seen);
              return "known";
            });

    assertThat(isPending(known)).as("the one thread that may wait does").isTrue();
    seen.countDown();
    assertThat(known.join()).isEqualTo("known");
    assertThat(slow).isNotDone();
    assertThat(figure("azimuth_plugin_requests_waiting", "known")).isZero();
  }

  @Test
  void aRequestThatGetsNoThreadInItsTurnIsRefused() throws Exception {
    try (PluginGuard impatient =
        new PluginGuard(
            catalog.authMethods().iterator().next(),
            new PluginGuard.Places(1, new Semaphore(1), Duration.ofMillis(20)),
            Runnable::run)) {
      CompletableFuture<String> held = holdThread(impatient, STRANGER);
      AtomicBoolean ran = new AtomicBoolean();

      Awaited<Boolean> next = handled(impatient, STRANGER, () -> ran.getAndSet(true));

      assertThatThrownBy(next::join)
          .isInstanceOfSatisfying(
              RefusedException.class,
              refused ->
                  assertThat(refused.refusal().errors())
                      .containsExactly(
                          "too many requests to the plugin " + guard.type() + ", try again"));
      release.countDown();
      assertThat(held.join()).isEqualTo("held");
      assertThat(handled(impatient, STRANGER, () -> "later").join()).isEqualTo("later");
      assertThat(ran).as("whoever was refused").isFalse();
    }
  }

  @Test
  void stepsAfterAWaitRunAsItsFirstStepDoes() {
    CompletableFuture<String> other = new CompletableFuture<>();
    List<String> threads = new CopyOnWriteArrayList<>();
    Deadline deadline = Deadline.of(Duration.ofMinutes(1));
    Supplier<Awaited<String>> chain =
        () ->
            Awaited.of(other, deadline, ErrorCode.UNEXPECTED)
                .then(
                    value -> {
                      threads.add(Thread.currentThread().getName());
                      return value + "!";
                    });

    Awaited<String> all =
        handled(PluginCaller.KNOWN, chain)
            .thenAwait(
                first ->
                    PluginGuard.steps(first, deadline, step -> handled(PluginCaller.KNOWN, step)));

    assertThat(isPending(all)).isTrue();
    other.complete("arrived");
    assertThat(all.join()).isEqualTo("arrived!");
    assertThat(threads).singleElement().asString().startsWith("plugin-");
  }

  @Test
  void aMountIsDisabledThoughThePluginFails() {
    assertThat(
            guard
                .upkeep()
                .report(
                    () -> {
                      throw new NoClassDefFoundError("x");
                    }))
        .isFalse();
    assertThat(
            guard
                .upkeep()
                .report(
                    () -> {
                      throw new ServiceException(ErrorCode.UNEXPECTED, "x");
                    }))
        .isFalse();
    assertThat(guard.upkeep().report(() -> {})).isTrue();
  }

  @Test
  void aSourceThatHasNotReturnedIsNotAskedAgain() {
    FakeMetrics registry = new FakeMetrics();
    List<Integer> inside = new ArrayList<>();
    Measurement one = Measurement.gauge("a", "A.", Map.of(), 1);
    new GuardedMetrics(registry, MetricSource::measure)
        .add(
            () -> {
              inside.add(registry.numbers().size());
              return List.of(one);
            });

    assertThat(registry.numbers()).containsExactly(one);
    assertThat(registry.numbers()).containsExactly(one);
    assertThat(inside).containsExactly(0, 0);
  }

  @Test
  void sixteenSourcesThatSleepTakeOneThreadUntilTheyReturn() {
    FakeMetrics registry = new FakeMetrics();
    Metrics metrics = guard.metrics(registry);
    for (int i = 0; i < 16; i++) {
      Measurement own = Measurement.gauge("own", "A.", Map.of("source", "s" + i), 1);
      metrics.add(
          () -> {
            sleep();
            return List.of(own);
          });
    }
    assertThatThrownBy(() -> metrics.add(List::of))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a plugin has at most 16 sources");

    for (int i = 0; i < 4; i++) {
      assertThat(registry.numbers()).isEmpty();
      assertThat(stuck()).isEqualTo(1);
    }

    release.countDown();
    while (stuck() > 0) {
      Thread.onSpinWait();
    }
    assertThat(registry.numbers()).hasSize(16);
  }

  // Also when it is interrupted.
  private void sleep() {
    while (release.getCount() > 0) {
      try {
        release.await();
      } catch (InterruptedException e) {
        // it sleeps on
      }
    }
  }

  private double stuck() {
    return guard.figures().stream()
        .filter(it -> it.name().equals("azimuth_plugin_threads_stuck"))
        .mapToDouble(Measurement::value)
        .sum();
  }

  @Test
  void aNameOfPrometheusIsNoNameForAPlugin() {
    FakeMetrics registry = new FakeMetrics();
    GuardedMetrics metrics = new GuardedMetrics(registry, MetricSource::measure);
    List<String> taken =
        List.of("up", "go_goroutines", "process_x", "http_requests_total", "scrape_x");
    Measurement own = Measurement.counter("upload_total", "A.", Map.of(), 1);
    metrics.add(
        () -> {
          List<Measurement> all = new ArrayList<>(List.of(own));
          taken.forEach(name -> all.add(Measurement.gauge(name, "A.", Map.of(), 1)));
          return all;
        });

    assertThat(registry.numbers()).containsExactly(own);
    for (String name : taken) {
      assertThatThrownBy(() -> metrics.counter(MetricFamily.labelled(name, "x", 5, "x")))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
