package io.azimuth.azure.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.azure.metrics.MachineListMetrics;
import io.azimuth.azure.port.MachineList;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.fleet.MachineGroup;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.spi.metrics.NoMetrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentMachineListsTest {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final Duration LONG = Duration.ofMinutes(1);

  private final RecentMachineLists lists = new RecentMachineLists();
  private final GroupReads group = group();

  @Test
  void factsAreAsOldAsTheBeginningOfTheirList() {
    keep(group, 3, NOW, NOW.plusSeconds(4));

    assertThat(lists.find(group, machine(1), LONG, NOW.plusSeconds(14)))
        .contains(FetchedAnswer.ofList(facts(1), NOW, 7));
    assertThat(lists.find(group, machine(1), LONG, NOW.plusSeconds(15))).isEmpty();
    assertThat(lists.find(group, machine(1), Duration.ofSeconds(5), NOW.plusSeconds(5))).isEmpty();
    assertThat(lists.find(group, machine(1), LONG, NOW.minusMillis(1))).isEmpty();
  }

  @Test
  void aMachineOfAnotherGroupOrNoneIsNotFound() {
    keep(group, 3, NOW, NOW);

    assertThat(lists.find(group, machine(3), LONG, NOW)).isEmpty();
    assertThat(lists.find(group(), machine(1), LONG, NOW)).isEmpty();
  }

  @Test
  void aMachineThatWasReadSinceIsForgotten() {
    keep(group, 3, NOW, NOW);

    lists.forget(group, machine(1));
    lists.forget(group, machine(1));

    assertThat(lists.find(group, machine(1), LONG, NOW)).isEmpty();
    assertThat(lists.find(group, machine(2), LONG, NOW)).isPresent();
    assertThat(lists.size()).isEqualTo(2);
  }

  @Test
  void theLastListOfAGroupCounts() {
    keep(group, 3, NOW, NOW);
    keep(group, 1, NOW, NOW);

    assertThat(lists.find(group, machine(0), LONG, NOW)).isPresent();
    assertThat(lists.find(group, machine(1), LONG, NOW)).isEmpty();
    assertThat(lists.size()).isEqualTo(1);
  }

  @Test
  void aListThatBeganEarlierAndEndedLaterLeavesTheOthers() {
    keep(group, 3, NOW.plusSeconds(1), NOW.plusSeconds(1));
    keep(group(), 3, NOW, NOW.plusSeconds(2));

    assertThat(lists.find(group, machine(1), LONG, NOW.plusSeconds(2))).isPresent();
  }

  @Test
  void expiredListsGoWhenAnotherComes() {
    keep(group, 3, NOW, NOW);
    keep(group(), 2, NOW.plusSeconds(15), NOW.plusSeconds(15));

    assertThat(lists.size()).isEqualTo(2);
  }

  @Test
  void theEarliestListGoesWhenThereAreTooManyMachines() {
    keep(group, 4_000, NOW, NOW);
    GroupReads second = group();
    keep(second, 4_000, NOW, NOW);
    keep(group(), 4_000, NOW, NOW);

    assertThat(lists.size()).isEqualTo(8_000);
    assertThat(lists.find(group, machine(1), LONG, NOW)).isEmpty();
    assertThat(lists.find(second, machine(1), LONG, NOW)).isPresent();
  }

  @Test
  void aListOfTooManyMachinesIsNotKept() {
    keep(group, RecentMachineLists.MAX_MACHINES + 1, NOW, NOW);

    assertThat(lists.size()).isZero();
  }

  private void keep(GroupReads of, int machines, Instant begun, Instant now) {
    MachineList list =
        new MachineList(
            IntStream.range(0, machines)
                .mapToObj(RecentMachineListsTest::facts)
                .collect(Collectors.toMap(ResourceFacts::id, facts -> facts)),
            1,
            Optional.empty());
    lists.keep(of, list, begun, 7, now);
  }

  private static GroupReads group() {
    return new GroupReads(
        MachineGroup.of(machine(0)).orElseThrow(),
        new GatheredReads.Sources(
            Runnable::run,
            new SingleReads<>(Runnable::run, Clock.systemUTC()),
            new RecentMachineLists(),
            time -> new CompletableFuture<>(),
            new MachineListMetrics(new NoMetrics()),
            Clock.systemUTC()));
  }

  private static ResourceFacts facts(int number) {
    return new ResourceFacts(
        machine(number), Optional.empty(), Optional.empty(), Set.of(), Optional.empty());
  }

  private static ResourceId machine(int number) {
    return ResourceId.parse(
            "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-web"
                + "/providers/Microsoft.Compute/virtualMachines/web-"
                + number)
        .orElseThrow();
  }
}
