package io.azimuth.azure.login.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.azure.config.AzureEnvironmentVariables;
import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.config.Configured;
import io.azimuth.azure.config.DirectoryAccessFactory;
import io.azimuth.azure.config.ServerCredentials;
import io.azimuth.azure.directory.ManualReads;
import io.azimuth.azure.line.LineMetrics;
import io.azimuth.azure.line.LoginLines;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.MachineList;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.evidence.ResourceAnswer;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.fleet.MachineGroup;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.domain.mount.MountSettings;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.metrics.NoMetrics;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.testkit.Values;
import io.azimuth.testkit.fake.FakeCloud;
import io.azimuth.testkit.fake.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A fleet of different machines, an Azure that takes 36 calls in ten seconds, and a list that fails
 * or lies. The test moves the clock; nothing waits.
 */
class FailingListsTest {

  private static final int MACHINES = 200;
  private static final int CALLS = 36;
  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final Duration WAITS = Duration.ofSeconds(60);
  private static final Mount MOUNT =
      new Mount(new MountPath("auth/azure/"), "azure", "uuid", "acc", "", MountSettings.DEFAULT, 0);
  private static final AzureSettings SETTINGS =
      Configured.with(
          Values.of(Map.of("tenant_id", FakeCloud.TENANT, "environment", "AzurePublicCloud")));

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-28T12:00:00Z"));
  private final Instant start = clock.instant();
  private final FakeCloud cloud = new FakeCloud();
  private final ManualReads reads = new ManualReads(clock);
  private final Deque<Alarm> alarms = new ArrayDeque<>();
  private final Azure azure = new Azure();
  private final RenewalLookup lookup = lookup();

  private record Alarm(Instant at, Runnable task) {}

  private RenewalLookup lookup() {
    cloud.offer(ResourceDirectory.class, azure);
    return new RenewalLookup(
        new ResourceReads(
            cloud,
            new ResourceReads.Answers(reads.cache(), reads.cache()),
            new LoginLines(
                clock,
                (pause, task) -> alarms.add(new Alarm(clock.instant().plus(pause), task)),
                LineMetrics.registered(new NoMetrics())),
            new DirectoryAccessFactory(
                new ServerCredentials(AzureEnvironmentVariables.NONE),
                DirectoryAccess.CallLog.NONE),
            clock));
  }

  @Test
  void aListThatIsDroppedCostsTheFleetASecond() {
    azure.lists.add(limit -> dropped());

    assertThat(granted(askAll(WAITS))).isEqualTo(MACHINES);
    assertThat(azure.listed).isEqualTo(2);
    assertThat(azure.read).isZero();
    assertThat(passed()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aListThatTakesSixSecondsIsWaitedFor() {
    azure.lists.add(
        limit -> {
          assertThat(limit).isGreaterThan(Duration.ofSeconds(6));
          clock.advance(Duration.ofSeconds(6));
          return azure.complete(true);
        });

    assertThat(granted(askAll(WAITS))).isEqualTo(MACHINES);
    assertThat(azure.listed).isEqualTo(1);
    assertThat(azure.read).isZero();
  }

  @Test
  void aListThatHangsIsMadeAgain() {
    azure.lists.add(
        limit -> {
          clock.advance(limit);
          return dropped();
        });

    assertThat(granted(askAll(WAITS))).isEqualTo(MACHINES);
    assertThat(azure.listed).isEqualTo(2);
    assertThat(azure.read).isZero();
  }

  @Test
  void listsThatFailTwiceCostTheFleetThreeSeconds() {
    azure.lists.add(limit -> dropped());
    azure.lists.add(limit -> dropped());

    assertThat(granted(askAll(WAITS))).isEqualTo(MACHINES);
    assertThat(azure.listed).isEqualTo(3);
    assertThat(azure.read).isZero();
    assertThat(passed()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void afterThreeFailuresTheFleetIsReadOneByOne() {
    IntStream.range(0, 3).forEach(number -> azure.lists.add(limit -> dropped()));

    assertThat(granted(askAll(WAITS))).isEqualTo(MACHINES);
    assertThat(azure.listed).isEqualTo(3);
    assertThat(azure.read).isEqualTo(MACHINES);
  }

  @Test
  void whenEachListHangsNobodyWaitsToTheEnd() {
    IntStream.range(0, 3)
        .forEach(
            number ->
                azure.lists.add(
                    limit -> {
                      clock.advance(limit);
                      return dropped();
                    }));

    assertThat(askAll(WAITS).values()).containsOnly("503");
    assertThat(passed()).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void aListWithoutIdentitiesRefusesNobodyThatItsMachineAdmits() {
    azure.tellsIdentities = false;

    assertThat(granted(askAll(WAITS))).isEqualTo(MACHINES);
    assertThat(azure.read).isEqualTo(MACHINES);
  }

  @Test
  void whoIsNotOnTheMachineIsRefusedByAReadOfIt() {
    azure.hasIdentities = false;
    azure.tellsIdentities = false;

    Map<Integer, String> ends = askAll(WAITS);

    assertThat(ends.values()).containsOnly("403");
    assertThat(azure.read).isEqualTo(MACHINES);
  }

  @Test
  void whoseReadDoesNotComeInTimeIsToComeAgainAndNotRefused() {
    azure.tellsIdentities = false;

    Map<Integer, String> ends = askAll(Duration.ofSeconds(15));

    assertThat(ends.values()).containsOnly("200", "503");
    assertThat(granted(ends)).isEqualTo(2 * CALLS - 1); // one call was the list
  }

  private Duration passed() {
    return Duration.between(start, clock.instant());
  }

  private static long granted(Map<Integer, String> ends) {
    return ends.values().stream().filter("200"::equals).count();
  }

  // What each machine of the fleet is answered, all of which ask at the same time.
  private Map<Integer, String> askAll(Duration patience) {
    Map<Integer, String> ends = new HashMap<>();
    for (int number = 0; number < MACHINES; number++) {
      int machine = number;
      Deadline deadline = Deadline.of(patience);
      drive(() -> ask(machine, deadline), end -> ends.put(machine, end));
    }
    reads.finish();
    while (!alarms.isEmpty()) {
      Alarm next = alarms.remove();
      if (next.at().isAfter(clock.instant())) {
        clock.advance(Duration.between(clock.instant(), next.at()));
      }
      next.task().run();
      reads.finish();
    }
    assertThat(ends).as("everybody is answered").hasSize(MACHINES);
    return ends;
  }

  private Awaited<ResourceAnswer> ask(int machine, Deadline deadline) {
    return lookup.ask(
        MOUNT, SETTINGS, id(machine), principal(machine), deadline, answer -> !admits(answer));
  }

  private static boolean admits(ResourceAnswer answer) {
    return answer.facts().flatMap(ResourceFacts::systemAssigned).isPresent();
  }

  private interface Asked {
    Awaited<ResourceAnswer> begin();
  }

  private interface Ended {
    void with(String status);
  }

  private static void drive(Asked asked, Ended ended) {
    try {
      var unused =
          asked
              .begin()
              .fold(
                  answer -> {
                    ended.with(admits(answer) ? "200" : "403");
                    return answer;
                  },
                  pending -> {
                    var unusedLater = pending.ended().thenRun(() -> drive(pending::resume, ended));
                    return null;
                  });
    } catch (RefusedException e) {
      ended.with("503");
    }
  }

  private static MachineList dropped() {
    return MachineList.none(new DirectoryAnswer.Down("the connection broke"));
  }

  private interface Listing {
    MachineList within(Duration limit);
  }

  /** Takes so many calls in a window. */
  private final class Azure implements ResourceDirectory {

    private final Deque<Listing> lists = new ArrayDeque<>();
    private boolean tellsIdentities = true;
    private boolean hasIdentities = true;
    private int listed;
    private int read;
    private int calls;
    private Instant window = start;

    @Override
    public boolean canList() {
      return true;
    }

    @Override
    public MachineList list(DirectoryAccess access, MachineGroup group, Duration limit) {
      Optional<DirectoryAnswer> throttled = throttled();
      if (throttled.isPresent()) {
        return MachineList.none(throttled.get());
      }
      listed++;
      return lists.isEmpty() ? complete(tellsIdentities) : lists.remove().within(limit);
    }

    @Override
    public DirectoryAnswer find(DirectoryAccess access, ResourceId id, Duration limit) {
      Optional<DirectoryAnswer> throttled = throttled();
      if (throttled.isPresent()) {
        return throttled.get();
      }
      read++;
      return new DirectoryAnswer.Found(facts(number(id), hasIdentities));
    }

    private Optional<DirectoryAnswer> throttled() {
      if (!clock.instant().isBefore(window.plus(WINDOW))) {
        window = clock.instant();
        calls = 0;
      }
      return ++calls > CALLS
          ? Optional.of(
              new DirectoryAnswer.Throttled(Duration.between(clock.instant(), window.plus(WINDOW))))
          : Optional.empty();
    }

    private MachineList complete(boolean withIdentities) {
      Map<ResourceId, ResourceFacts> machines = new HashMap<>();
      for (int number = 0; number < MACHINES; number++) {
        machines.put(id(number), facts(number, withIdentities));
      }
      return new MachineList(machines, 1, Optional.empty());
    }
  }

  private static ResourceFacts facts(int number, boolean withIdentity) {
    return new ResourceFacts(
        id(number),
        Optional.empty(),
        withIdentity ? Optional.of(principal(number)) : Optional.empty(),
        Set.of(),
        Optional.empty());
  }

  private static int number(ResourceId id) {
    return Integer.parseInt(id.name().substring("web-".length()));
  }

  private static PrincipalId principal(int number) {
    return new PrincipalId("bbbbbbbb-0000-4000-8000-%012d".formatted(number));
  }

  private static ResourceId id(int number) {
    return ResourceId.parse(
            "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-web"
                + "/providers/Microsoft.Compute/virtualMachines/web-"
                + number)
        .orElseThrow();
  }
}
