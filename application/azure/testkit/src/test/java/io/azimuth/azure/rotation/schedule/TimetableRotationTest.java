package io.azimuth.azure.rotation.schedule;

import static io.azimuth.testkit.TestServer.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.port.store.MountTransactions;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.azure.config.RotatedMount;
import io.azimuth.azure.rotation.RotationHistory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.storage.MountTransaction;
import io.azimuth.testkit.fake.FakeCron;
import io.azimuth.testkit.fake.FakeGraph;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Rotations by a schedule. The clock of the mount moves second by second from noon. */
class TimetableRotationTest {

  private final RotatedMount mount = new RotatedMount();
  private final FakeGraph graph = mount.graph;

  @Test
  void scheduleOfEveryMinuteRotatesEveryMinute() {
    set("rotation_schedule", "* * * * *");

    assertThat(minutesOfRotations(Duration.ofSeconds(359)))
        .containsExactly("12:01", "12:02", "12:03", "12:04", "12:05");
    assertThat(graph.keyIds()).hasSize(2).contains("key-other");
  }

  @Test
  void whatTakesLongerThanAMinuteIsNotBegunTwice() {
    set("rotation_schedule", "* * * * *");
    graph.spreadFor(Duration.ofSeconds(40));

    assertThat(minutesOfRotations(Duration.ofMinutes(7)))
        .containsExactly("12:02", "12:04", "12:06");
    assertThat(graph.calls()).filteredOn("add"::equals).hasSize(4); // the last is pending
  }

  @Test
  void failuresAreRetriedInsideTheWindowAndNotBeyond() {
    set("rotation_schedule", "0 * * * *", "rotation_window", "1h");
    graph.take("key-operator"); // the operator removed it: Azure accepts no call any more

    List<String> failures = minutesOfFailures(Duration.ofMinutes(121));

    assertThat(failures)
        .containsExactly("13:00", "13:01", "13:03", "13:07", "13:15", "13:31", "14:00", "14:01");
    assertThat(mount.history().lastFailure().orElseThrow().reason())
        .isEqualTo("invalid_client AADSTS7000215");
  }

  @Test
  void windowThatWasMissedIsSkipped() {
    set("rotation_schedule", "0 12 * * *", "rotation_window", "1h");
    mount.server.clock().advance(Duration.ofHours(25)); // the server was stopped at noon

    assertThat(minutesOfRotations(Duration.ofMinutes(2))).isEmpty();
    mount.server.clock().advance(Duration.ofHours(23).minusMinutes(2));
    assertThat(minutesOfRotations(Duration.ofMinutes(2))).containsExactly("12:00");
  }

  @Test
  void periodCountsFromTheLastSuccessByWhomever() {
    set("rotation_period", "24h");
    mount.server.clock().advance(Duration.ofHours(12));
    done(mount.rotate());
    mount.settle(Duration.ofSeconds(75));
    Instant byHand = mount.history().last().orElseThrow();

    mount.server.clock().advance(Duration.ofHours(23));
    assertThat(minutesOfRotations(Duration.ofMinutes(50))).isEmpty();
    mount.server.clock().advance(Duration.ofMinutes(10));
    assertThat(minutesOfRotations(Duration.ofMinutes(2))).hasSize(1);
    assertThat(mount.history().last().orElseThrow()).isAfter(byHand.plus(Duration.ofHours(24)));
  }

  @Test
  void disablingStopsRotationsByTheTimetableButNotByHand() {
    set("rotation_schedule", "* * * * *");
    set("disable_automated_rotation", true);

    assertThat(minutesOfRotations(Duration.ofMinutes(3))).isEmpty();
    done(mount.rotate());
    mount.settle(Duration.ofSeconds(75));
    assertThat(mount.history().last()).isPresent();
  }

  @Test
  void enablingAgainBeginsThePeriodAgain() {
    set("rotation_period", "24h");
    set("disable_automated_rotation", true);
    mount.server.clock().advance(Duration.ofHours(30));
    set("disable_automated_rotation", false);

    mount.server.clock().advance(Duration.ofHours(23));
    assertThat(minutesOfRotations(Duration.ofMinutes(59))).isEmpty();
    assertThat(minutesOfRotations(Duration.ofMinutes(2))).hasSize(1);
  }

  @Test
  void anotherSettingLeavesTheTimetableAsItWas() {
    set("rotation_period", "24h");
    mount.server.clock().advance(Duration.ofHours(23));
    set("root_password_ttl", "240h", "rotation_period", "24h");

    mount.server.clock().advance(Duration.ofHours(1));
    assertThat(minutesOfRotations(Duration.ofMinutes(1))).hasSize(1);
  }

  @Test
  void attemptIsDurableBeforeItBegins() {
    set("rotation_schedule", "0 12 * * *");
    mount.server.clock().advance(Duration.ofHours(24));
    graph.failAt(1, FakeGraph.Fault.KILLED_BEFORE);
    mount.tick();

    TimetableRecord record =
        new Timetables(new FakeCron())
            .find(MountTransactions.of(mount.server.store().begin(), mount.uuid()), noon());
    assertThat(record.state().attempts()).isEqualTo(1);
    assertThat(record.state().lastAttempt()).contains(noon().plus(Duration.ofSeconds(86_401)));
  }

  @Test
  void ofTwoNodesOneRotates() {
    set("rotation_schedule", "0 12 * * *");
    mount.server.clock().advance(Duration.ofHours(24));
    mount.server.store().beforeNextCommit(() -> mount.server.store().change(this::attemptedAtNoon));
    mount.work();

    assertThat(graph.calls()).isEmpty();
    assertThat(mount.pending()).isEmpty();
  }

  @Test
  void removedConfigurationRotatesNothingAndForgetsItsTimetable() {
    set("rotation_schedule", "* * * * *");
    done(mount.server.delete(mount.root, "auth/azure/config"));

    assertThat(minutesOfRotations(Duration.ofMinutes(2))).isEmpty();
    assertThat(mount.server.store().begin().storage(mount.uuid()).get("rotation-timetable"))
        .isEmpty();
  }

  // Another node writes this first.
  private void attemptedAtNoon(UnitOfWork work) {
    Timetables timetables = new Timetables(new FakeCron());
    MountTransaction transaction = MountTransactions.of(work, mount.uuid());
    TimetableRecord record = timetables.find(transaction, noon());
    timetables.keep(
        transaction, record.with(record.state().attempted(noon().plus(Duration.ofHours(24)))));
  }

  private void set(Object... namesAndValues) {
    Map<String, Object> parameters = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    assertThat(mount.write(parameters)).isNotInstanceOf(Answer.Refused.class);
  }

  private List<String> minutesOfRotations(Duration time) {
    List<Instant> all = new ArrayList<>();
    Optional<Instant> before = mount.history().last();
    run(time, () -> mount.history().last().filter(it -> !before.equals(Optional.of(it))), all);
    return minutes(all);
  }

  private List<String> minutesOfFailures(Duration time) {
    List<Instant> all = new ArrayList<>();
    run(time, () -> mount.history().lastFailure().map(RotationHistory.Failure::at), all);
    return minutes(all);
  }

  private void run(Duration time, Supplier<Optional<Instant>> seen, List<Instant> all) {
    for (long second = 0; second < time.toSeconds(); second++) {
      mount.tick();
      seen.get().filter(it -> !all.contains(it)).ifPresent(all::add);
    }
  }

  private static List<String> minutes(List<Instant> moments) {
    return moments.stream()
        .map(it -> it.truncatedTo(ChronoUnit.MINUTES).toString().substring(11, 16))
        .toList();
  }

  private static Instant noon() {
    return Instant.parse("2026-11-25T12:00:00Z");
  }
}
