package io.azimuth.domain.azure.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.azure.fleet.GroupTraffic.Way;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GroupTrafficTest {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  @Test
  void oneOrTwoMachinesAreReadOneByOne() {
    assertThat(asked(1).wayAt(NOW)).isEqualTo(Way.SINGLY);
    assertThat(asked(2).wayAt(NOW)).isEqualTo(Way.SINGLY);
  }

  @Test
  void threeMachinesAreReadByAList() {
    assertThat(asked(3).wayAt(NOW)).isEqualTo(Way.BY_LIST);
  }

  @Test
  void machinesThatWereAskedForLatelyCount() {
    GroupTraffic traffic = asked(2).askedAt(NOW.plus(GroupTraffic.WINDOW));

    assertThat(traffic.wayAt(NOW.plus(GroupTraffic.WINDOW))).isEqualTo(Way.BY_LIST);
  }

  @Test
  void machinesThatWereAskedForLongAgoDoNotCount() {
    Instant later = NOW.plus(GroupTraffic.WINDOW).plusMillis(1);

    assertThat(asked(2).askedAt(later).wayAt(later)).isEqualTo(Way.SINGLY);
    assertThat(asked(20).wayAt(later)).isEqualTo(Way.SINGLY);
  }

  @Test
  void aClockThatIsSetBackMakesEarlierQuestionsCountNoMore() {
    Instant before = NOW.minusSeconds(1);

    assertThat(asked(3).askedAt(before).wayAt(before)).isEqualTo(Way.SINGLY);
  }

  @Test
  void aListPaysFromAsManyMachinesAsItHasPages() {
    GroupTraffic large =
        GroupTraffic.NONE.listed(MachineListOutcome.COMPLETE, 7, Duration.ZERO, NOW);

    assertThat(asked(large, 6).wayAt(NOW)).isEqualTo(Way.SINGLY);
    assertThat(asked(large, 7).wayAt(NOW)).isEqualTo(Way.BY_LIST);
  }

  @Test
  void theLongestListPaysSomeTime() {
    GroupTraffic longest =
        GroupTraffic.NONE.listed(
            MachineListOutcome.COMPLETE, GroupTraffic.MAX_PAGES, Duration.ZERO, NOW);

    assertThat(asked(longest, 1_000).wayAt(NOW)).isEqualTo(Way.BY_LIST);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"COMPLETE", "FAILED"})
  void afterAListThatWasRefusedMachinesAreReadOneByOneForAWhile(MachineListOutcome end) {
    GroupTraffic failed = asked(3).listed(end, 0, Duration.ZERO, NOW);
    Instant last = NOW.plus(end.pause()).minusMillis(1);

    assertThat(asked(failed, 3, last).wayAt(last)).isEqualTo(Way.SINGLY);
    assertThat(failed.isPausedAt(last)).isTrue();
    Instant after = last.plusMillis(1);
    assertThat(asked(failed, 3, after).wayAt(after)).isEqualTo(Way.BY_LIST);
  }

  @Test
  void aListThatFailsIsTriedAgainAfterASecondAndThenAfterTwo() {
    GroupTraffic once = failed(asked(3), NOW);
    assertThat(once.untilNextTry(NOW)).isEqualTo(Duration.ofSeconds(1));
    assertThat(once.isPausedAt(NOW)).isFalse();
    assertThat(once.untilNextTry(NOW.plusMillis(999))).isEqualTo(Duration.ofMillis(1));
    assertThat(once.untilNextTry(NOW.plusSeconds(1))).isZero();

    GroupTraffic twice = failed(once, NOW.plusSeconds(1));

    assertThat(twice.untilNextTry(NOW.plusSeconds(1))).isEqualTo(Duration.ofSeconds(2));
    assertThat(twice.isPausedAt(NOW.plusSeconds(1))).isFalse();
  }

  @Test
  void afterTheThirdFailureMachinesAreReadOneByOneForAMinute() {
    GroupTraffic thrice = failed(failed(failed(asked(3), NOW), NOW), NOW);

    assertThat(thrice.untilNextTry(NOW)).isZero();
    assertThat(thrice.wayAt(NOW)).isEqualTo(Way.SINGLY);
    assertThat(thrice.isPausedAt(NOW.plusMillis(59_999))).isTrue();
    Instant after = NOW.plusSeconds(60);
    assertThat(thrice.isPausedAt(after)).isFalse();
    assertThat(failed(thrice, after).untilNextTry(after)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aListThatEndsWellMakesTheNextFailureTheFirstOne() {
    GroupTraffic well =
        failed(failed(asked(3), NOW), NOW)
            .listed(MachineListOutcome.COMPLETE, 1, Duration.ZERO, NOW);

    assertThat(well.untilNextTry(NOW)).isZero();
    assertThat(failed(well, NOW).untilNextTry(NOW)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void failuresOfLongAgoDoNotCount() {
    GroupTraffic twice = failed(failed(asked(3), NOW), NOW);
    Instant last = NOW.plusMillis(59_999);
    Instant late = NOW.plusSeconds(60);

    assertThat(failed(twice, last).isPausedAt(last)).isTrue();
    assertThat(failed(twice, late).isPausedAt(late)).isFalse();
  }

  @Test
  void aClockThatIsSetBackHoldsNoListUp() {
    Instant before = NOW.minusSeconds(3_600);
    GroupTraffic once = failed(asked(3), NOW);

    assertThat(once.untilNextTry(before)).isZero();
    assertThat(failed(once, before).untilNextTry(before)).isEqualTo(Duration.ofSeconds(1));
  }

  private static GroupTraffic failed(GroupTraffic traffic, Instant now) {
    return traffic.listed(MachineListOutcome.FAILED, 0, Duration.ZERO, now);
  }

  @Test
  void aThrottledListIsNotMadeAgainBeforeAzureAllows() {
    GroupTraffic throttled =
        asked(3).listed(MachineListOutcome.THROTTLED, 0, Duration.ofHours(1), NOW);

    assertThat(throttled.isPausedAt(NOW.plusSeconds(3_599))).isTrue();
    assertThat(throttled.isPausedAt(NOW.plusSeconds(3_600))).isFalse();
  }

  @Test
  void aGroupWhoseListEndedWellIsNotPaused() {
    assertThat(asked(3).listed(MachineListOutcome.COMPLETE, 1, Duration.ZERO, NOW).isPausedAt(NOW))
        .isFalse();
  }

  @Test
  void fewTimesAreKept() {
    assertThat(asked(1_000).asked()).hasSize(GroupTraffic.MAX_PAGES);
    assertThatThrownBy(
            () -> new GroupTraffic(Collections.nCopies(21, NOW), 1, Instant.MIN, ListTries.NONE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new GroupTraffic(List.of(), 0, Instant.MIN, ListTries.NONE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ListTries(4, NOW)).isInstanceOf(IllegalArgumentException.class);
  }

  private static GroupTraffic asked(int machines) {
    return asked(GroupTraffic.NONE, machines);
  }

  private static GroupTraffic asked(GroupTraffic traffic, int machines) {
    return asked(traffic, machines, NOW);
  }

  private static GroupTraffic asked(GroupTraffic traffic, int machines, Instant now) {
    GroupTraffic after = traffic;
    for (int i = 0; i < machines; i++) {
      after = after.askedAt(now);
    }
    return after;
  }
}
