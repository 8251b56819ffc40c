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
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.MetricSource;
import io.azimuth.testkit.fake.FakeMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
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

  private final PluginCatalog catalog = PluginCatalog.load(Optional.empty(), PinnedJars.NONE);
  private final PluginGuard guard =
      new PluginGuard(catalog.authMethods().iterator().next(), 1, Runnable::run);

  @AfterEach
  void close() {
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

    assertThatThrownBy(() -> guard.handle("a step", MOUNT, Duration.ZERO, throwing(missing)))
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

    assertThatThrownBy(() -> guard.handle("a step", MOUNT, Duration.ZERO, late))
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
                      PluginGuard.REQUEST,
                      throwing(new IllegalStateException())))
          .isInstanceOf(PluginFailedException.class);
    }

    assertThat(guard.<String>handle("a handler", MOUNT, PluginGuard.REQUEST, () -> "served"))
        .isEqualTo("served");
  }

  @Test
  void aMountIsDisabledThoughThePluginFails() {
    assertThat(
            guard.report(
                () -> {
                  throw new NoClassDefFoundError("x");
                }))
        .isFalse();
    assertThat(
            guard.report(
                () -> {
                  throw new ServiceException(ErrorCode.UNEXPECTED, "x");
                }))
        .isFalse();
    assertThat(guard.report(() -> {})).isTrue();
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
}
