package io.azimuth.azure.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.azure.grace.Outages;
import io.azimuth.azure.metrics.AzureCallMetrics;
import io.azimuth.azure.metrics.AzureService;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.MachineList;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.azure.port.ServerCredential;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.fleet.MachineGroup;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.spi.metrics.NoMetrics;
import io.azimuth.testkit.fake.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which calls without an answer count as an outage of Azure, and which as a slow server. */
class ObservedDirectoryTest {

  private static final Duration NO_TIME = Duration.ZERO; // so that each call takes longer
  private static final Duration ENOUGH = Duration.ofHours(1);
  private static final DirectoryAnswer DOWN = new DirectoryAnswer.Down("no answer");
  private static final DirectoryAccess ACCESS =
      new DirectoryAccess(
          "mount",
          1,
          "cloud",
          "tenant",
          new ServerCredential.ManagedIdentity(Optional.empty()),
          new DirectoryAccess.Retries(0, Duration.ZERO, Duration.ZERO),
          DirectoryAccess.CallLog.NONE);
  private static final ResourceId MACHINE =
      ResourceId.parse(
              "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-web"
                  + "/providers/Microsoft.Compute/virtualMachines/web-1")
          .orElseThrow();

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-28T12:00:00Z"));
  private final Outages outages = new Outages(clock);
  private final ResourceDirectory azure =
      new ResourceDirectory() {
        @Override
        public DirectoryAnswer find(DirectoryAccess access, ResourceId id, Duration limit) {
          return answer;
        }

        @Override
        public MachineList list(DirectoryAccess access, MachineGroup group, Duration limit) {
          return MachineList.none(answer);
        }

        @Override
        public boolean lags() {
          return lags;
        }
      };
  private final ObservedDirectory observed =
      new ObservedDirectory(
          azure,
          new CallHistory(clock),
          outages,
          AzureCallMetrics.registered(new NoMetrics(), clock, AzureService.RESOURCE_MANAGER));
  private DirectoryAnswer answer = DOWN;
  private boolean lags;

  @Test
  void callsWhoseTimeRanOutForAMinuteAreAnOutage() {
    askForAMinute(NO_TIME);

    assertThat(outages.away("mount")).isPresent();
  }

  @Test
  void whileThisServerLagsTheyAreNone() {
    lags = true;

    askForAMinute(NO_TIME);

    assertThat(outages.away("mount")).isEmpty();
  }

  @Test
  void aCallThatWasRefusedAConnectionCountsHoweverSlowTheServerIs() {
    lags = true;

    askForAMinute(ENOUGH);

    assertThat(outages.away("mount")).isPresent();
  }

  @Test
  void theLagOfAMomentEndsNoOutage() {
    askForAMinute(NO_TIME);
    lags = true;

    observed.find(ACCESS, MACHINE, NO_TIME);

    assertThat(outages.away("mount")).isPresent();
  }

  @Test
  void aListWhoseTimeRanOutIsJudgedInTheSameWay() {
    lags = true;
    listForAMinute();
    assertThat(outages.away("mount")).isEmpty();

    lags = false;
    listForAMinute();
    assertThat(outages.away("mount")).isPresent();
  }

  @Test
  void anAnswerEndsAnOutageAlsoWhileTheServerLags() {
    askForAMinute(NO_TIME);
    lags = true;
    answer = new DirectoryAnswer.Absent();

    observed.findAgain(ACCESS, MACHINE, NO_TIME);

    assertThat(outages.away("mount")).isEmpty();
  }

  private void askForAMinute(Duration limit) {
    observed.find(ACCESS, MACHINE, limit);
    clock.advance(Duration.ofMinutes(1));
    observed.findAgain(ACCESS, MACHINE, limit);
  }

  private void listForAMinute() {
    MachineGroup group = MachineGroup.of(MACHINE).orElseThrow();
    observed.list(ACCESS, group, NO_TIME);
    clock.advance(Duration.ofMinutes(1));
    observed.list(ACCESS, group, NO_TIME);
  }
}
