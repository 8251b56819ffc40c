package io.azimuth.application.tidy;

import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.seal.StoreReopening;
import io.azimuth.application.sweep.Sweeper;
import io.azimuth.domain.token.role.TokenSettings;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.testkit.ScriptedMethod;
import io.azimuth.testkit.TestServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of entities of logins that nobody uses any more. */
class EntityTidyTest {

  private static final Duration LONG = Duration.ofDays(40);

  private final ScriptedMethod method = new ScriptedMethod();
  private final TestServer server = new TestServer(method);
  private final String root = server.initialize();

  @BeforeEach
  void mount() {
    done(server.write(root, "sys/auth/app", Map.of("type", "scripted")));
    method.grant(TokenSettings.builder().ttl(Duration.ofHours(1)).build());
  }

  private Auth login() {
    return envelope(server.write("", "auth/app/login", Map.of())).auth().orElseThrow();
  }

  private boolean exists(Auth login) {
    return server.read(root, "identity/entity/id/" + login.entityId()) instanceof Answer.Envelope;
  }

  /** After so long, the records of tokens that have ended are gone. */
  private void pass(Duration time) {
    server.clock().advance(time);
    server.get(Sweeper.class).run();
  }

  private Map<String, Value> tidy(Map<String, ?> parameters) {
    Answer answer = server.write(root, "identity/tidy", parameters);
    assertThat(answer).isInstanceOf(Answer.Accepted.class);
    server.runBackground();
    return report(parameters.containsKey("dry_run") ? "dry_run" : "run");
  }

  private Map<String, Value> report(String which) {
    return ((Value.Obj) data(server.read(root, "identity/tidy-status")).get(which)).members();
  }

  private Map<String, Value> tidyMonth() {
    return tidy(Map.of("unused_for", "720h"));
  }

  private double counted(String name) {
    return server.metrics().number("azimuth_identity_tidy_" + name, Map.of());
  }

  @Test
  void whatIsUnusedGoesWithItsAliasesAndALoginMakesAnother() {
    Auth login = login();
    pass(LONG);

    Map<String, Value> report = tidyMonth();

    assertThat(report)
        .containsEntry("state", Value.of("finished"))
        .containsEntry("entities", Value.of(1L))
        .containsEntry("aliases", Value.of(1L))
        .containsEntry("error", Value.NULL);
    assertThat(exists(login)).isFalse();
    assertThat(server.store().keys()).noneMatch(key -> key.startsWith("alias"));
    assertThat(counted("entities_removed_total")).isEqualTo(1);
    assertThat(counted("aliases_removed_total")).isEqualTo(1);
    assertThat(login().entityId()).isNotEqualTo(login.entityId());
  }

  @Test
  void whatWasUsedWithinTheTimeStays() {
    Auth login = login();
    pass(Duration.ofDays(29));
    login();
    pass(Duration.ofDays(29));

    assertThat(tidyMonth()).containsEntry("entities", Value.of(0L));
    assertThat(exists(login)).isTrue();
  }

  @Test
  void aDryRunRemovesNothingAndListsWhatWouldGo() {
    Auth login = login();
    pass(LONG);

    Map<String, Value> report = tidy(Map.of("unused_for", "720h", "dry_run", true));

    assertThat(report).containsEntry("entities", Value.of(1L));
    Value.Obj listed = (Value.Obj) ((Value.Items) report.get("listed")).values().get(0);
    assertThat(listed.members())
        .containsEntry("id", Value.of(login.entityId()))
        .containsEntry("last_token_time", Value.of(TestServer.START.toString()))
        .hasEntrySatisfying(
            "aliases", aliases -> assertThat(((Value.Items) aliases).values()).hasSize(1));
    assertThat(exists(login)).isTrue();
    assertThat(counted("entities_removed_total")).isZero();
    assertThat(data(server.read(root, "identity/tidy-status"))).containsEntry("run", Value.NULL);
  }

  @Test
  void whatHasALivingTokenStays() {
    method.grant(TokenSettings.builder().ttl(Duration.ofDays(31)).build());
    Auth login = login();
    pass(Duration.ofDays(30));

    assertThat(tidy(Map.of("unused_for", "24h")))
        .containsEntry("with_tokens", Value.of(1L))
        .containsEntry("entities", Value.of(0L));
    assertThat(exists(login)).isTrue();
  }

  @Test
  void theTokenThatATokenMakesIsAUse() {
    method.grant(TokenSettings.builder().ttl(Duration.ofDays(31)).build());
    Auth login = login();
    String token = login.clientToken().expose();
    policyOfTokens(login);
    pass(Duration.ofDays(30));
    envelope(server.write(token, "auth/token/create", Map.of("policies", "default")));

    assertThat(data(server.read(root, "identity/entity/id/" + login.entityId())))
        .containsEntry("last_token_time", Value.of(server.clock().instant().toString()));
  }

  private void policyOfTokens(Auth login) {
    done(
        server.write(
            root,
            "sys/policies/acl/makes",
            Map.of("policy", "path \"auth/token/create\" { capabilities = [\"update\"] }")));
    String group = "identity/group";
    data(
        server.write(
            root, group, Map.of("policies", "makes", "member_entity_ids", login.entityId())));
  }

  @Test
  void whatMayHaveABatchTokenStays() {
    method.grant(TokenSettings.builder().type("batch").ttl(LONG).build());
    done(server.write(root, "sys/auth/app/tune", Map.of("max_lease_ttl", "9600h")));
    Auth login = login();
    pass(Duration.ofDays(39));
    assertThat(server.read(login.clientToken().expose(), "auth/token/lookup-self"))
        .isInstanceOf(Answer.Envelope.class);

    assertThat(tidy(Map.of("unused_for", "24h"))).containsEntry("entities", Value.of(0L));

    assertThat(exists(login)).isTrue();
    pass(Duration.ofDays(4));
    assertThat(tidy(Map.of("unused_for", "24h"))).containsEntry("entities", Value.of(1L));
  }

  @Test
  void whatAnOperatorMadeOrChangedStays() {
    Auth changed = login();
    done(
        server.write(
            root,
            "identity/entity/id/" + changed.entityId(),
            Map.of("metadata", Map.of("owner", "shop"))));
    data(server.write(root, "identity/entity", Map.of("name", "made")));
    pass(LONG);

    assertThat(tidyMonth())
        .containsEntry("looked_at", Value.of(2L))
        .containsEntry("entities", Value.of(0L));
    assertThat(exists(changed)).isTrue();
  }

  @Test
  void whatHasAnAliasOfAnOperatorStays() {
    String accessor = ((Value.Text) data(server.read(root, "sys/auth/app")).get("accessor")).text();
    data(
        server.write(
            root, "identity/entity-alias", Map.of("name", "who", "mount_accessor", accessor)));
    Auth login = login();
    pass(LONG);

    assertThat(tidyMonth()).containsEntry("entities", Value.of(0L));
    assertThat(exists(login)).isTrue();
  }

  @Test
  void aMemberOfAnInternalGroupStays() {
    Auth login = login();
    data(server.write(root, "identity/group", Map.of("member_entity_ids", login.entityId())));
    pass(LONG);

    assertThat(tidyMonth()).containsEntry("entities", Value.of(0L));
    assertThat(exists(login)).isTrue();
  }

  @Test
  void whoLogsInWhileItRunsKeepsTheEntity() {
    Auth login = login();
    pass(LONG);
    server.store().beforeNextCommit(() -> {}); // of the report
    server.store().beforeNextCommit(this::login);

    assertThat(tidyMonth())
        .containsEntry("changed", Value.of(1L))
        .containsEntry("entities", Value.of(0L));

    assertThat(exists(login)).isTrue();
    assertThat(login().entityId()).isEqualTo(login.entityId());
  }

  @Test
  void groupsThatChangeMeanwhileEndNoRun() {
    Auth login = login();
    pass(LONG);
    server.enableAudit(root);
    AtomicBoolean changed = new AtomicBoolean();
    server
        .audit()
        .failOn(
            taken -> {
              if (taken.toString().contains(login.entityId()) && !changed.getAndSet(true)) {
                data(server.write(root, "identity/group", Map.of("name", "new")));
                login();
              }
              return false;
            });

    assertThat(tidyMonth())
        .containsEntry("state", Value.of("finished"))
        .containsEntry("changed", Value.of(1L));
    assertThat(exists(login)).isTrue();
  }

  @Test
  void everyRemovalIsAuditedAsTheRequestThatWouldDoTheSame() {
    Auth login = login();
    pass(LONG);
    server.enableAudit(root);
    server.auditOn(Runnable::run);

    tidyMonth();

    assertThat(server.audit().records().stream().map(Value.Obj::toString))
        .filteredOn(text -> text.contains("identity/entity/id/" + login.entityId()))
        .hasSize(2)
        .allSatisfy(
            text -> assertThat(text).contains("delete", "was given no token for 720h", "who"));
  }

  @Test
  void withoutAnAuditRecordNothingIsRemoved() {
    Auth login = login();
    pass(LONG);
    server.enableAudit(root);
    assertThat(server.write(root, "identity/tidy", Map.of("unused_for", "720h")))
        .isInstanceOf(Answer.Accepted.class);
    server.audit().failOnType("request");
    server.runBackground();
    server.audit().failOn(taken -> false);

    assertThat(report("run"))
        .containsEntry("state", Value.of("interrupted"))
        .containsEntry("entities", Value.of(0L));
    assertThat(exists(login)).isTrue();
    assertThat(
            server
                .metrics()
                .number("azimuth_identity_tidy_runs_total", Map.of("result", "interrupted")))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"CONFLICT", "UNKNOWN"})
  void whatCannotBeRemovedIsLeftToTheNextRun(CommitOutcome outcome) {
    Auth login = login();
    pass(LONG);
    server.store().endCommitsWith(CommitOutcome.COMMITTED, outcome);

    tidyMonth();
    assertThat(exists(login)).isTrue();

    tidyMonth();
    assertThat(exists(login)).isFalse();
  }

  @Test
  void runsByItselfWhenThatIsEnabledAndDue() {
    EntityTidy tidy = server.get(EntityTidy.class);
    login();
    pass(LONG);
    tidy.runIfDue();
    assertThat(data(server.read(root, "identity/tidy-status"))).containsEntry("run", Value.NULL);

    done(
        server.write(
            root, "identity/config/auto-tidy", Map.of("enabled", true, "unused_for", "720h")));
    tidy.runIfDue();
    assertThat(report("run")).containsEntry("entities", Value.of(1L));

    login();
    pass(LONG);
    tidy.runIfDue();
    assertThat(report("run")).containsEntry("entities", Value.of(1L));
    tidy.runIfDue(); // not due
    assertThat(report("run")).containsEntry("entities", Value.of(1L));
    pass(Duration.ofDays(1));
    tidy.runIfDue();
    assertThat(report("run")).containsEntry("entities", Value.of(0L));
  }

  @Test
  void aRunThatWasInterruptedIsTriedAgainAfterAnHour() {
    done(
        server.write(
            root, "identity/config/auto-tidy", Map.of("enabled", true, "unused_for", "720h")));
    EntityTidy tidy = server.get(EntityTidy.class);
    Auth login = login();
    pass(LONG);
    server.store().endCommitsWith(CommitOutcome.COMMITTED, CommitOutcome.UNKNOWN);
    tidy.runIfDue();
    assertThat(report("run")).containsEntry("state", Value.of("interrupted"));

    pass(Duration.ofMinutes(59));
    tidy.runIfDue();
    assertThat(exists(login)).isTrue();
    pass(Duration.ofMinutes(1));
    tidy.runIfDue();
    assertThat(exists(login)).isFalse();

    pass(Duration.ofHours(1));
    tidy.runIfDue();
    assertThat(report("run")).as("after a day").containsEntry("entities", Value.of(1L));
  }

  @Test
  void aRestoreEndsTheRun() {
    done(server.write(root, "sys/auth/app2", Map.of("type", "scripted")));
    login();
    envelope(server.write("", "auth/app2/login", Map.of()));
    pass(LONG);
    server.store().save();
    assertThat(server.write(root, "identity/tidy", Map.of("unused_for", "720h")))
        .isInstanceOf(Answer.Accepted.class);
    server.store().beforeNextCommit(() -> {}); // of the report
    server
        .store()
        .beforeNextCommit(
            () -> {
              server.store().restore();
              server.get(StoreReopening.class).run();
            });
    server.runBackground();

    assertThat(report("run"))
        .containsEntry("state", Value.of("interrupted"))
        .containsEntry("entities", Value.of(0L));
    assertThat(server.store().keys().stream().filter(key -> key.startsWith("alias/"))).hasSize(2);
  }

  @Test
  void doesNothingWhileSealedAndWaitsForAStoreThatIsAway() {
    done(server.write(root, "identity/config/auto-tidy", Map.of("enabled", true)));
    server.store().takeAway(true);
    server.get(EntityTidy.class).runIfDue();
    server.store().takeAway(false);
    server.store().seal(true);
    server.get(EntityTidy.class).runIfDue();
    server.store().seal(false);

    assertThat(data(server.read(root, "identity/tidy-status"))).containsEntry("run", Value.NULL);
  }

  @Test
  void aLoginWritesNoEntityAgainForADay() {
    method.grant(TokenSettings.builder().type("batch").ttl(Duration.ofHours(1)).build());
    login();
    int commits = server.store().commits();
    server.clock().advance(Duration.ofHours(23));
    login();
    assertThat(server.store().commits()).isEqualTo(commits);

    server.clock().advance(Duration.ofHours(1));
    login();
    assertThat(server.store().commits()).isEqualTo(commits + 1);
    login();
    assertThat(server.store().commits()).isEqualTo(commits + 1);
  }
}
