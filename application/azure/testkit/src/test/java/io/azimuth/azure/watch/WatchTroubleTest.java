package io.azimuth.azure.watch;

import static io.azimuth.testkit.TestServer.data;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.api.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A watch goes on when something is wrong, and says so. */
class WatchTroubleTest {

  private final WatchedFleet fleet = new WatchedFleet();

  @Test
  void aClockThatWasAheadDoesNotEndTheWatch() {
    List<String> tokens = fleet.singles(2);
    fleet.pass(Duration.ofHours(12));
    fleet.ticks(10);
    fleet.pass(Duration.ofHours(-12));
    fleet.azure.remove(WatchedFleet.single(1));

    fleet.minutes(8);

    assertThat(fleet.isAlive(tokens.get(0))).isFalse();
  }

  @Test
  void aRoundEndsWhenAzureAsksNotToBeCalledForLong() {
    List<String> tokens = fleet.singles(2);
    AtomicInteger asked = new AtomicInteger();
    fleet.azure.answer(
        WatchedFleet.single(1),
        limit ->
            asked.getAndIncrement() == 0
                ? new DirectoryAnswer.Throttled(Duration.ofDays(365))
                : new DirectoryAnswer.Absent());
    fleet.ticks(10);
    assertThat(fleet.lastRound().get("stopped").toString())
        .contains("Azure asks not to be called until ");
    int reads = fleet.reads();
    fleet.minutes(55);
    assertThat(fleet.reads()).isEqualTo(reads);

    fleet.minutes(20);

    assertThat(fleet.isAlive(tokens.get(0))).as("an hour is the longest pause").isFalse();
  }

  @Test
  void aConfigurationThatIsWrittenOftenDoesNotEndTheWatch() {
    List<String> tokens = fleet.singles(70);
    fleet.minutes(4);
    fleet.azure.remove(WatchedFleet.single(1));

    for (int i = 0; i < 12; i++) {
      fleet.configure(Map.of("login_timeout", i + 1));
      fleet.minutes(1);
    }

    assertThat(fleet.isAlive(tokens.get(0))).isFalse();
  }

  @Test
  void aRoundThatAnotherIdentityEndsLeavesAReport() {
    fleet.singles(40);
    fleet.ticks(40);
    assertThat(fleet.lastRound()).isEmpty();

    fleet.configure(Map.of("client_id", "another", "client_secret", "secret"));
    fleet.ticks(5);

    assertThat(fleet.lastRound())
        .containsEntry("machines", Value.of(40))
        .containsEntry("present", Value.of(30))
        .containsEntry("unanswered", Value.of(10))
        .containsEntry("stopped", Value.of("the configuration changed"));
  }

  @Test
  void aStoreThatTakesNoWriteEndsTheRoundAfterOneRecord() {
    String token = fleet.singles(1).get(0);
    fleet.server.enableAudit(fleet.root);
    fleet.azure.remove(WatchedFleet.single(1));
    fleet.ticks(5);
    fleet.pass(Duration.ofSeconds(60));
    fleet.ticks(3); // the second answer, the judgement, the tokens
    fleet
        .server
        .store()
        .beforeNextCommit(
            () -> {
              throw new ServiceException(ErrorCode.STORE_FULL, "full");
            });

    fleet.ticks(50);

    assertThat(
            fleet.server.audit().records("request").stream()
                .filter(it -> it.toString().contains("machine is gone")))
        .hasSize(1);
    assertThat(fleet.lastRound())
        .containsEntry("stopped", Value.of("a token could not be revoked: store_full"));
    assertThat(fleet.isAlive(token)).isTrue();
  }

  @Test
  void aMachineThatMayNotBeReadIsNoFaultOfResourceManager() {
    fleet.singles(2);
    fleet.azure.answer(WatchedFleet.single(1), new DirectoryAnswer.Forbidden());

    fleet.round();

    Value status =
        data(fleet.server.read(fleet.root, "auth/azure/config/status")).get("resource_manager");
    assertThat(((Value.Obj) status).get("ok")).contains(Value.of(true));
    assertThat(fleet.lastRound()).containsEntry("unanswered", Value.of(1));
  }
}
