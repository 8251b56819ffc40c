package io.azimuth.azure.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.api.ApiResponse;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.spi.api.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResourceWatcherTest {

  private final WatchedFleet fleet = new WatchedFleet();

  private static Value number(int value) {
    return Value.of(value);
  }

  private double revocations(String reason) {
    return fleet
        .server
        .metrics()
        .number("azimuth_azure_watch_revocations_total", Map.of("reason", reason));
  }

  private List<String> fleetOf(int machines, String group) {
    List<String> tokens = new ArrayList<>();
    for (int i = 1; i <= machines; i++) {
      tokens.add(fleet.login(fleet.machine(group, i), i));
    }
    return tokens;
  }

  @Test
  void theTokensOfAMachineThatIsGoneAreRevokedOnce() {
    ResourceId gone = fleet.machine("rg-web", 1);
    List<String> tokens = List.of(fleet.login(gone, 1), fleet.login(gone, 1));
    String stays = fleet.login(fleet.machine("rg-web", 2), 2);
    fleet.ticks(20);
    assertThat(fleet.lastRound())
        .containsEntry("machines", number(2))
        .containsEntry("gone", number(0));
    fleet.azure.remove(gone);

    Map<String, Value> round = fleet.round();

    assertThat(round)
        .containsEntry("machines", number(2))
        .containsEntry("gone", number(1))
        .containsEntry("revoked", number(2))
        .containsEntry("present", number(1))
        .containsEntry("reads", number(4))
        .containsEntry("suspected", number(0))
        .containsEntry("unanswered", number(0))
        .containsEntry("more", Value.of(false))
        .containsEntry("stopped", Value.NULL);
    assertThat(tokens).noneMatch(fleet::isAlive);
    assertThat(fleet.isAlive(stays)).isTrue();
    assertThat(revocations("machine_gone")).isEqualTo(2);
    assertThat(fleet.round())
        .containsEntry("machines", number(1))
        .containsEntry("revoked", number(0));
  }

  @Test
  void aMachineThatComesBackWithinTheMinuteKeepsItsTokens() {
    ResourceId machine = fleet.machine("rg-web", 1);
    String token = fleet.login(machine, 1);
    fleet.azure.remove(machine);
    fleet.ticks(5);
    fleet.machine("rg-web", 1);
    fleet.pass(Duration.ofSeconds(60));

    fleet.ticks(5);

    assertThat(fleet.lastRound()).containsEntry("gone", number(0));
    assertThat(fleet.isAlive(token)).isTrue();
  }

  @Test
  void anIdentityThatWasTakenAwayEndsTheTokensThatItGot() {
    ResourceId machine = fleet.machine("rg-web", 1);
    String token = fleet.login(machine, 1);
    fleet.azure.add(WatchedFleet.facts(machine, Optional.of(WatchedFleet.principal(9))));

    fleet.round();

    assertThat(fleet.isAlive(token)).isFalse();
    assertThat(revocations("identity_removed")).isEqualTo(1);
    assertThat(revocations("machine_gone")).isZero();
  }

  static List<DirectoryAnswer> answersThatSayNothing() {
    return List.of(
        new DirectoryAnswer.Forbidden(),
        new DirectoryAnswer.Down("down"),
        new DirectoryAnswer.Unusable("odd"));
  }

  @ParameterizedTest
  @MethodSource("answersThatSayNothing")
  void whatSaysNothingRevokesNothing(DirectoryAnswer answer) {
    ResourceId machine = fleet.machine("rg-web", 1);
    String token = fleet.login(machine, 1);
    fleet.azure.answer(machine, answer);

    Map<String, Value> round = fleet.round();

    assertThat(round).containsEntry("gone", number(0)).containsEntry("unanswered", number(1));
    assertThat(fleet.isAlive(token)).isTrue();
  }

  @Test
  void betweenTwoAnswersThatSayGoneSilenceChangesNothing() {
    ResourceId machine = fleet.machine("rg-web", 1);
    String token = fleet.login(machine, 1);
    fleet.azure.remove(machine);
    fleet.ticks(5);
    fleet.azure.answer(machine, new DirectoryAnswer.Down("down"));
    fleet.pass(Duration.ofSeconds(60));
    fleet.ticks(1);
    fleet.azure.remove(machine);

    fleet.ticks(5);

    assertThat(fleet.lastRound())
        .containsEntry("gone", number(1))
        .containsEntry("unanswered", number(0));
    assertThat(fleet.isAlive(token)).isFalse();
  }

  @Test
  void whileAzureThrottlesNothingIsRead() {
    ResourceId machine = fleet.machine("rg-web", 1);
    String token = fleet.login(machine, 1);
    fleet.azure.answer(machine, new DirectoryAnswer.Throttled(Duration.ofSeconds(40)));
    fleet.ticks(1);
    fleet.ticks(5);
    int reads = fleet.reads();

    fleet.pass(Duration.ofSeconds(39));
    fleet.ticks(5);

    assertThat(fleet.reads()).isEqualTo(reads);
    fleet.machine("rg-web", 1);
    fleet.pass(Duration.ofSeconds(1));
    fleet.ticks(5);
    assertThat(fleet.reads()).isEqualTo(reads + 1);
    assertThat(fleet.lastRound()).containsEntry("gone", number(0));
    assertThat(fleet.isAlive(token)).isTrue();
  }

  @Test
  void aMachineThatIsThrottledForEverHoldsUpNobody() {
    ResourceId throttled = fleet.machine("rg-1", 1);
    String token = fleet.login(throttled, 1);
    ResourceId gone = fleet.machine("rg-2", 2);
    String dies = fleet.login(gone, 2);
    fleet.azure.answer(throttled, new DirectoryAnswer.Throttled(Duration.ofSeconds(10)));
    fleet.azure.remove(gone);
    for (int i = 0; i < 12; i++) {
      fleet.ticks(5);
      fleet.pass(Duration.ofSeconds(10));
    }

    assertThat(fleet.lastRound())
        .containsEntry("gone", number(1))
        .containsEntry("unanswered", number(1));
    assertThat(fleet.isAlive(dies)).isFalse();
    assertThat(fleet.isAlive(token)).isTrue();
  }

  @Test
  void whileALoginWaitsInLineNothingIsRead() {
    ResourceId first = fleet.machine("rg-web", 1);
    fleet.login(first, 1);
    ResourceId second = fleet.machine("rg-web", 2);
    fleet.azure.answer(second, new DirectoryAnswer.Throttled(Duration.ofSeconds(25)));
    CompletableFuture<ApiResponse> waiting = fleet.loginLater(second, 2);
    fleet.awaitLine(1);
    int reads = fleet.reads();

    fleet.ticks(20);

    assertThat(waiting).isNotDone();
    assertThat(fleet.reads()).isEqualTo(reads);
  }

  @Test
  void whileAzureIsAwayNothingIsRead() {
    ResourceId machine = fleet.machine("rg-web", 1);
    String token = fleet.login(machine, 1);
    fleet.azure.answer(machine, new DirectoryAnswer.Down("down"));
    fleet.pass(Duration.ofSeconds(61));
    fleet.loginLater(machine, 1).join();
    fleet.pass(Duration.ofSeconds(61));
    fleet.loginLater(machine, 1).join();
    int reads = fleet.reads();

    fleet.ticks(20);

    assertThat(fleet.reads()).isEqualTo(reads);
    assertThat(fleet.lastRound()).isEmpty();
    assertThat(fleet.isAlive(token)).isTrue();
  }

  @Test
  void thirtyReadsAMinuteAreMade() {
    for (int i = 1; i <= 70; i++) {
      fleet.login(fleet.machine("rg-" + i, i), i);
    }
    int before = fleet.reads();

    fleet.ticks(50);
    assertThat(fleet.reads() - before).isEqualTo(30);
    fleet.pass(Duration.ofSeconds(59));
    fleet.ticks(50);
    assertThat(fleet.reads() - before).isEqualTo(30);
    fleet.pass(Duration.ofSeconds(1));
    fleet.ticks(50);
    assertThat(fleet.reads() - before).isEqualTo(60);
    fleet.pass(Duration.ofSeconds(60));
    fleet.ticks(50);

    assertThat(fleet.lastRound())
        .containsEntry("machines", number(70))
        .containsEntry("reads", number(70));
  }

  @Test
  void theMachinesOfAGroupCostOneList() {
    fleetOf(40, "rg-web");
    int reads = fleet.azure.reads().size();

    fleet.ticks(20);

    assertThat(fleet.lastRound())
        .containsEntry("machines", number(40))
        .containsEntry("reads", number(1));
    assertThat(fleet.azure.reads()).hasSize(reads);
  }

  @Test
  void whereListingIsForbiddenMachinesAreReadOneByOneAlsoInTheNextRound() {
    fleetOf(4, "rg-web");
    fleet.azure.stopLists(new DirectoryAnswer.Forbidden());

    fleet.ticks(20);
    assertThat(fleet.lastRound()).containsEntry("reads", number(5));

    assertThat(fleet.round()).containsEntry("reads", number(4));
  }

  @Test
  void whenTooManyAreGoneAtOnceNoTokenIsRevoked() {
    List<String> tokens = fleetOf(25, "rg-web");
    for (int i = 1; i <= 6; i++) {
      fleet.azure.remove(WatchedFleet.id("rg-web", "web-" + i));
    }

    Map<String, Value> round = fleet.round();

    assertThat(round).containsEntry("gone", number(6)).containsEntry("revoked", number(0));
    assertThat(round.get("stopped").toString()).contains("too many machines are gone at once");
    assertThat(tokens).allMatch(fleet::isAlive);
    fleet.machine("rg-web", 1);
    assertThat(fleet.round().get("stopped").toString()).contains("within the last hour");
    fleet.pass(Duration.ofHours(1));
    assertThat(fleet.round()).as("five are a fifth").containsEntry("revoked", number(5));
  }

  @Test
  void whoLoggedInAfterTheSecondAnswerKeepsAllTokensInThisRound() {
    fleet.configure(Map.of("resource_cache_ttl", "1h"));
    ResourceId machine = fleet.machine("rg-web", 1);
    String before = fleet.login(machine, 1);
    fleet.azure.remove(machine);
    fleet.ticks(5);
    fleet.pass(Duration.ofSeconds(60));
    fleet.tick(); // reads it for the second time
    fleet.pass(Duration.ofSeconds(1));
    String after = fleet.login(machine, 1);

    fleet.ticks(5);

    assertThat(List.of(before, after)).allMatch(fleet::isAlive);
    fleet.round();
    assertThat(List.of(before, after)).as("in the next round").noneMatch(fleet::isAlive);
  }

  @Test
  void turnedOffItRevokesNothingMore() {
    ResourceId machine = fleet.machine("rg-web", 1);
    String token = fleet.login(machine, 1);
    fleet.azure.remove(machine);
    fleet.ticks(5);
    fleet.configure(Map.of("watch_resources", false));
    int reads = fleet.reads();

    fleet.round();

    assertThat(fleet.reads()).isEqualTo(reads);
    assertThat(fleet.isAlive(token)).isTrue();
  }

  @Test
  void withoutAnAuditDeviceThatTakesTheRecordNothingIsRevoked() {
    ResourceId machine = fleet.machine("rg-web", 1);
    String token = fleet.login(machine, 1);
    fleet.server.enableAudit(fleet.root);
    fleet.azure.remove(machine);
    fleet.server.audit().failOn(taken -> taken.toString().contains("machine is gone"));

    Map<String, Value> round = fleet.round();

    assertThat(round.get("stopped"))
        .isEqualTo(Value.of("no audit device took the record of a revocation"));
    assertThat(fleet.isAlive(token)).isTrue();
    fleet.server.audit().failOn(taken -> false);
    assertThat(fleet.round()).containsEntry("revoked", number(1));
    assertThat(fleet.isAlive(token)).isFalse();
  }

  @Test
  void whatAnOutageWouldAdmitOfTheMachineIsForgotten() {
    fleet.configure(Map.of("outage_grace", "24h"));
    ResourceId machine = fleet.machine("rg-web", 1);
    fleet.login(machine, 1);
    assertThat(proofs()).hasSize(1);
    fleet.azure.remove(machine);

    fleet.round();

    assertThat(proofs()).isEmpty();
  }

  private List<String> proofs() {
    String uuid =
        fleet.server.store().begin().mounts().all().stream()
            .filter(mount -> mount.type().equals("azure"))
            .findFirst()
            .orElseThrow()
            .uuid();
    return fleet.server.store().begin().storage(uuid).folder("machine-proof/");
  }

  @Test
  void whatAzureWasNotAskedForIsNotWatched() {
    fleet.role(Map.of("resource_proof", "claims"));
    String token = fleet.login(WatchedFleet.id("rg-web", "web-1"), 1);

    Map<String, Value> round = fleet.round();

    assertThat(round).containsEntry("machines", number(0)).containsEntry("reads", number(0));
    assertThat(fleet.isAlive(token)).isTrue();
  }

  @Test
  void aRoundThatWasNotTickedForLongBeginsAnew() {
    ResourceId machine = fleet.machine("rg-web", 1);
    String token = fleet.login(machine, 1);
    fleet.azure.remove(machine);
    fleet.ticks(5);

    fleet.pass(Duration.ofSeconds(121)); // another server may have led meanwhile
    fleet.ticks(5);
    assertThat(fleet.isAlive(token)).as("asked for once, in this round").isTrue();

    fleet.pass(Duration.ofSeconds(60));
    fleet.ticks(5);
    assertThat(fleet.isAlive(token)).isFalse();
  }
}
