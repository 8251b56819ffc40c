package io.azimuth.azure.rotation;

import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.api.ApiResponse;
import io.azimuth.azure.config.RotatedMount;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.rotation.RotatedKind;
import io.azimuth.domain.rotation.RotationState;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.fake.FakeCloud;
import io.azimuth.testkit.fake.FakeGraph;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

abstract class RotationRules {

  private static final Duration WELL = Duration.ofSeconds(75);

  private final RotatedKind kind;
  private final RotatedMount mount;
  private final FakeGraph graph;
  private final String fresh;

  RotationRules(RotatedKind kind) {
    this.kind = kind;
    this.mount = new RotatedMount(kind);
    this.graph = mount.graph;
    this.fresh = graph.other("fresh-secret").expose();
  }

  @Test
  void isAnsweredWhenTheNewSecretIsDurableAndSettlesWithin75Seconds() {
    graph.spreadFor(Duration.ofSeconds(18));

    done(mount.rotate());

    assertThat(mount.pending().orElseThrow().state()).isEqualTo(RotationState.PROVING);
    assertThat(mount.secret()).isEqualTo(graph.operators());
    assertThat(mount.settle(WELL)).isGreaterThanOrEqualTo(Duration.ofSeconds(48));
    assertThat(mount.secret()).isEqualTo(graph.value("key-new-1"));
    assertThat(graph.keyIds()).containsExactly("key-other", "key-new-1");
    assertThat(mount.history().last()).isPresent();
    assertThat(mount.history().leftovers()).isEmpty();
  }

  @Test
  void aChangeElsewhereWhileItsStartIsAwaitedStartsNoSecondOne() {
    Deque<Runnable> calls = new ArrayDeque<>();
    mount.server.fetchOn(calls::add);
    CompletableFuture<ApiResponse> response =
        mount
            .server
            .send(
                mount.server.request(
                    Operation.WRITE,
                    mount.root,
                    "auth/azure/rotate-root",
                    maxBytes -> Value.Obj.EMPTY))
            .toCompletableFuture();
    assertThat(response).isNotDone();

    mount.server.store().change(work -> work.beginEpoch());
    calls.remove().run();

    done(response.join().answer());
    assertThat(calls).isEmpty();
    assertThat(graph.calls()).filteredOn("add"::equals).hasSize(1);
  }

  @Test
  void theExpiryShowsOnlyAfterTheSwitch() {
    mount.configure(Map.of("root_password_ttl", "240h"));
    done(mount.rotate());
    assertThat(shown()).doesNotContainKey("root_password_expiration_date");

    mount.settle(WELL);

    assertThat(shown().get("root_password_expiration_date"))
        .isEqualTo(Value.of("2026-12-05T12:00:00Z"));
  }

  @Test
  void aSecondOneMeanwhileIsAConflict() {
    ApiResponse first = mount.begin();
    done(first.answer());
    first.sent().run();
    mount.tick();

    Answer second = mount.rotate();

    assertThat(refusal(second).category()).isEqualTo(ErrorCategory.CONFLICT);
    assertThat(graph.calls()).filteredOn("add"::equals).hasSize(1);
  }

  @Test
  void aCallerWhoWasNeverAnsweredMayAskOnceMore() {
    done(mount.begin().answer());
    mount.tick();

    done(mount.rotate());

    assertThat(refusal(mount.rotate()).category()).isEqualTo(ErrorCategory.CONFLICT);
    assertThat(graph.calls()).filteredOn("add"::equals).hasSize(1);
  }

  @Test
  void anotherCallerIsNoReplay() {
    done(mount.begin().answer());
    String other =
        clientToken(
            mount.server.write(mount.root, "auth/token/create", Map.of("policies", "root")));

    assertThat(refusal(mount.server.write(other, "auth/azure/rotate-root", Map.of())).category())
        .isEqualTo(ErrorCategory.CONFLICT);
  }

  @Test
  void theNextOneRemovesOnlyOurOwn() {
    done(mount.rotate());
    mount.settle(WELL);
    // It looks like a password of this server, but is not.
    graph.put("key-hint", "by hand", graph.other("new~another").expose());

    done(mount.rotate());
    mount.settle(WELL);

    assertThat(mount.secret()).isEqualTo(graph.value("key-new-2"));
    assertThat(graph.keyIds()).containsExactly("key-other", "key-hint", "key-new-2");
  }

  @Test
  void anOperatorsSecretStaysWhenItIsNotSureWhichOneItIs() {
    graph.put("key-twin", "by hand", graph.operators());

    done(mount.rotate());
    mount.settle(WELL);

    assertThat(graph.keyIds())
        .containsExactly("key-operator", "key-other", "key-twin", "key-new-1");
    assertThat(mount.history().leftovers())
        .extracting(RotationHistory.Leftover::command)
        .containsExactly(deleting("key-operator"), deleting("key-twin"));
  }

  @Test
  void anOperatorsSecretStaysWhenAnotherMountUsesTheApplication() {
    done(mount.server.write(mount.root, "sys/auth/azure2", Map.of("type", "azure")));
    done(
        mount.server.write(
            mount.root,
            "auth/azure2/config",
            Map.of(
                "tenant_id",
                "t.example",
                "resource",
                "https://vault.example",
                "client_id",
                FakeGraph.CLIENT_ID.toUpperCase(java.util.Locale.ROOT),
                mount.parameter(),
                graph.operators())));

    done(mount.rotate());
    mount.settle(WELL);

    assertThat(graph.keyIds()).contains("key-operator");
    assertThat(mount.history().leftovers())
        .extracting(RotationHistory.Leftover::reason)
        .containsExactly(
            "another mount signs in with this client_id, perhaps with this " + kind.noun());
  }

  @Test
  void aLeftoverThatSomebodyRemovedIsForgotten() {
    graph.put("key-twin", "by hand", graph.operators());
    done(mount.rotate());
    mount.settle(WELL);
    assertThat(mount.history().leftovers()).hasSize(2);

    graph.take("key-operator");
    done(mount.rotate());
    mount.settle(WELL);

    assertThat(mount.history().leftovers())
        .extracting(RotationHistory.Leftover::keyId)
        .containsExactly("key-twin");
  }

  @Test
  void writingASecretCancelsAndRemovesTheNewOne() {
    done(mount.rotate());
    mount.tick();
    graph.put("key-fresh", "by hand", fresh);

    mount.configure(Map.of(mount.parameter(), fresh));
    mount.settle(WELL);

    assertThat(mount.secret()).isEqualTo(fresh);
    assertThat(graph.keyIds()).containsExactly("key-operator", "key-other", "key-fresh");
    assertThat(mount.history().lastFailure().orElseThrow().reason())
        .isEqualTo("cancelled by a change of the configuration");
  }

  @Test
  void otherSettingsCancelNothing() {
    done(mount.rotate());
    mount.tick();

    mount.configure(Map.of("max_retries", 7));
    mount.settle(WELL);

    assertThat(mount.secret()).isEqualTo(graph.value("key-new-1"));
    assertThat(mount.settings().azure().retries().max()).isEqualTo(7);
  }

  @Test
  void deletingTheConfigurationRemovesTheNewOne() {
    done(mount.rotate());

    done(mount.server.delete(mount.root, "auth/azure/config"));
    mount.settle(WELL);

    assertThat(graph.keyIds()).containsExactly("key-operator", "key-other");
  }

  @Test
  void aSecretOfOursThatAnOperatorReplacesIsALeftover() {
    done(mount.rotate());
    mount.settle(WELL);
    graph.put("key-fresh", "by hand", fresh);

    mount.configure(Map.of(mount.parameter(), fresh));

    assertThat(mount.history().leftovers())
        .extracting(RotationHistory.Leftover::keyId)
        .containsExactly("key-new-1");
    assertThat(mount.settings().identity().own()).isEmpty();
  }

  @Test
  void aSecretThatWasRemovedIsNotTakenBack() {
    done(mount.rotate());
    mount.settle(WELL);

    Answer answer =
        mount.server.write(
            mount.root,
            "auth/azure/config",
            Map.of(mount.parameter(), graph.operators(), "max_retries", 7));

    assertThat(refusal(answer).category()).isEqualTo(ErrorCategory.INVALID_REQUEST);
    assertThat(refusal(answer).errors())
        .containsExactly(
            "a rotation has replaced this %1$s and Azure does not accept it any more: leave %1$s out, or send a new one"
                .formatted(mount.parameter()));
    assertThat(mount.secret()).isEqualTo(graph.value("key-new-1"));
    assertThat(mount.settings().azure().retries().max()).isEqualTo(3);
    done(mount.server.delete(mount.root, "auth/azure/config"));
    assertThat(answerOf(graph.operators())).isInstanceOf(Answer.Refused.class);
    assertThat(answerOf(fresh)).isInstanceOf(Answer.Empty.class);
  }

  @Test
  void aSecretThatStayedInAzureIsTakenBack() {
    graph.put("key-twin", "by hand", graph.operators());
    done(mount.rotate());
    mount.settle(WELL);

    assertThat(answerOf(graph.operators())).isInstanceOf(Answer.Empty.class);
  }

  private Answer answerOf(String secret) {
    return mount.server.write(
        mount.root,
        "auth/azure/config",
        Map.of(
            "tenant_id",
            FakeCloud.TENANT,
            "resource",
            "https://vault.example",
            "client_id",
            FakeGraph.CLIENT_ID,
            mount.parameter(),
            secret));
  }

  @Test
  void aSecretThatIsNeverAcceptedIsGivenUpAfterAnHour() {
    graph.spreadFor(Duration.ofDays(2));
    done(mount.rotate());

    Duration took = mount.settle(Duration.ofHours(2));

    assertThat(took).isBetween(Duration.ofMinutes(60), Duration.ofMinutes(61));
    assertThat(mount.secret()).isEqualTo(graph.operators());
    assertThat(graph.keyIds()).containsExactly("key-operator", "key-other");
    assertThat(mount.history().lastFailure().orElseThrow().reason())
        .isEqualTo("the new " + kind.noun() + " was never accepted: invalid_client AADSTS7000215");
  }

  @Test
  void needsASecretOfItsOwn() {
    mount.configure(Map.of(mount.parameter(), ""));

    Answer answer = mount.rotate();

    assertThat(refusal(answer).category()).isEqualTo(ErrorCategory.INVALID_REQUEST);
    assertThat(refusal(answer).errors())
        .containsExactly(
            "only a client_secret or client_certificate of the configuration can be rotated, and"
                + " this mount does not sign in with one");
    assertThat(graph.calls()).isEmpty();
  }

  @Test
  void needsAClientIdThatIsAGuid() {
    mount.configure(Map.of("client_id", "x' or 'a' eq 'a"));

    assertThat(refusal(mount.rotate()).errors())
        .containsExactly("client_id is required and must be a GUID");
    assertThat(graph.calls()).isEmpty();
  }

  @Test
  void needsAConfiguration() {
    done(mount.server.delete(mount.root, "auth/azure/config"));

    assertThat(refusal(mount.rotate()).errors()).containsExactly("the mount is not configured");
  }

  @ParameterizedTest(name = "call {0}: {1}, secret of ours: {2}")
  @MethodSource("faults")
  void whateverFailsOneSecretWorksThroughoutAndNoneIsOrphaned(
      int call, FakeGraph.Fault fault, boolean ours) {
    if (ours) {
      done(mount.rotate());
      mount.settle(WELL);
    }
    String before = mount.secret();
    graph.failAt(graph.calls().size() + call, fault);

    Answer answer = mount.rotate();
    for (int second = 0; second < 600 && mount.pending().isPresent(); second++) {
      mount.tick();
      assertThat(graph.accepts(mount.secret())).isTrue();
    }

    assertThat(mount.pending()).isEmpty();
    assertThat(graph.accepts(mount.secret())).isTrue();
    assertThat(graph.keyIds()).contains("key-other").doesNotContain("key-lost");
    boolean rotated = !mount.secret().equals(before);
    assertThat(rotated).isEqualTo(answer instanceof Answer.Empty);
    assertThat(ownKeys()).hasSize(rotated || ours ? 1 : 0);
    assertThat(graph.keyIds().contains("key-operator")).isEqualTo(!rotated && !ours);
    assertThat(mount.history().leftovers()).isEmpty();
  }

  private List<String> ownKeys() {
    return graph.keyIds().stream().filter(it -> it.startsWith("key-new")).toList();
  }

  // find, add, prove three times, find, remove.
  static Stream<Arguments> faults() {
    return IntStream.rangeClosed(1, 7)
        .boxed()
        .flatMap(
            call ->
                Stream.of(FakeGraph.Fault.values())
                    .flatMap(
                        fault ->
                            Stream.of(true, false).map(ours -> Arguments.of(call, fault, ours))));
  }

  private Map<String, Value> shown() {
    return data(mount.server.read(mount.root, "auth/azure/config"));
  }

  private String deleting(String keyId) {
    return "az ad app credential delete --id "
        + FakeGraph.CLIENT_ID
        + " --key-id "
        + keyId
        + ofKind();
  }

  private String ofKind() {
    return kind == RotatedKind.CERTIFICATE ? " --cert" : "";
  }
}
