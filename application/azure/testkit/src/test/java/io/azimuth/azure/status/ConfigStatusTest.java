package io.azimuth.azure.status;

import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.azure.config.RotatedMount;
import io.azimuth.azure.login.CertificateFixture;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.fake.FakeGraph;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigStatusTest {

  private static final String PATH = "auth/azure/config/status";

  private final RotatedMount mount = new RotatedMount();

  @Test
  void beforeAnybodyAskedAzureNothingIsKnownOfIt() {
    for (String service : List.of("discovery", "keys", "resource_manager", "graph")) {
      assertThat(part(service))
          .containsEntry("ok", Value.NULL)
          .containsEntry("latency_ms", Value.NULL)
          .containsEntry("last_success", Value.NULL)
          .containsEntry("last_error", Value.NULL);
    }
  }

  @Test
  void hasEveryPartOfTheShape() {
    assertThat(status())
        .containsOnlyKeys(
            "discovery",
            "keys",
            "resource_manager",
            "graph",
            "outage_grace",
            "watch_resources",
            "logins_waiting",
            "credential",
            "pending_rotation",
            "rotation",
            "leftover_credentials",
            "settings",
            "advice",
            "advice_codes");
    assertThat(status()).containsEntry("pending_rotation", Value.NULL);
    assertThat(part("rotation"))
        .containsEntry("next", Value.NULL)
        .containsEntry("last", Value.NULL)
        .containsEntry("last_failure", Value.NULL);
  }

  @Test
  void tellsWhatTheServerSignsInWithAndNeverTheSecret() {
    assertThat(part("credential"))
        .containsEntry("kind", Value.of("client_secret"))
        .containsEntry("client_id", Value.of(FakeGraph.CLIENT_ID))
        .containsEntry("source", Value.of("configuration"))
        .containsEntry("expires", Value.NULL);
    assertThat(status().toString()).doesNotContain(FakeGraph.OPERATORS);
  }

  @Test
  void tellsWhereEachSettingComesFrom() {
    Map<String, Value> settings = part("settings");

    assertThat(members(settings.get("resource")))
        .containsEntry("value", Value.of("https://vault.example"))
        .containsEntry("source", Value.of("configuration"));
    assertThat(members(settings.get("environment")))
        .containsEntry("value", Value.of("AzurePublicCloud"))
        .containsEntry("source", Value.of("default"));
    assertThat(settings).doesNotContainKeys("client_secret", "client_certificate");
  }

  @Test
  void probeAsksGraphAndLearnsWhenTheOperatorsSecretEnds() {
    assertThat(members(probed().get("graph")))
        .containsEntry("ok", Value.of(true))
        .containsEntry("last_success", Value.of("2026-11-25T12:00:00Z"))
        .containsEntry("last_error", Value.NULL);
    assertThat(mount.graph.calls()).containsExactly("find");
    assertThat(part("credential").get("expires")).isNotEqualTo(Value.NULL);
  }

  @Test
  void withoutAProbeNobodyIsAsked() {
    status();

    assertThat(mount.graph.calls()).isEmpty();
  }

  @Test
  void failureIsRememberedWithItsReasonAndSoIsTheSuccessBefore() {
    probed();
    mount.server.clock().advance(Duration.ofMinutes(1));
    mount.graph.take("key-operator");

    assertThat(members(probed().get("graph")))
        .containsEntry("ok", Value.of(false))
        .containsEntry("last_success", Value.of("2026-11-25T12:00:00Z"))
        .containsEntry("last_error", Value.of("invalid_client AADSTS7000215"))
        .containsEntry("last_error_at", Value.of("2026-11-25T12:01:00Z"));
  }

  @Test
  void advisesOnASignInThatFailsUntilItWorks() {
    probed();
    assertThat(advice()).noneMatch(it -> it.contains("failed"));
    mount.server.clock().advance(Duration.ofMinutes(1));
    mount.graph.take("key-operator");
    probed();

    assertThat(advice())
        .contains(
            "the last call to Microsoft Graph failed: invalid_client AADSTS7000215",
            "AADSTS7000215: client_secret is not a secret of this application: write its value, not"
                + " its id; a new one works after some minutes");
  }

  @Test
  void showsTheRotationUnderWayAndThenWhenItWas() {
    done(mount.rotate());

    assertThat(part("pending_rotation"))
        .containsEntry("state", Value.of("proving"))
        .containsEntry("since", Value.of("2026-11-25T12:00:00Z"));
    mount.settle(Duration.ofSeconds(75));
    assertThat(status()).containsEntry("pending_rotation", Value.NULL);
    assertThat(part("rotation").get("last")).isNotEqualTo(Value.NULL);
    assertThat(part("credential").get("expires")).isEqualTo(Value.of("2027-05-27T00:00:00Z"));
  }

  @Test
  void showsTheNextRotationByTheTimetable() {
    done(mount.write(Map.of("rotation_schedule", "0 12 * * *")));

    assertThat(part("rotation")).containsEntry("next", Value.of("2026-11-26T12:00:00Z"));
  }

  @Test
  void advisesToRotateAndToThinkAboutSchedulesThatFireOften() {
    assertThat(advice())
        .containsExactly(
            "the client secret is not rotated by itself: set rotation_period or"
                + " rotation_schedule");
    assertThat(codes()).containsExactly("credential_not_rotated");

    mount.write(Map.of("rotation_schedule", "0 * * * *"));
    assertThat(advice())
        .containsExactly(
            "rotation_schedule fires 24 times on a day on which it fires: was that meant?");
    assertThat(codes()).containsExactly("rotation_often");

    mount.write(Map.of("disable_automated_rotation", true));
    assertThat(advice())
        .containsExactly(
            "automated rotation is switched off: set disable_automated_rotation=false");
    assertThat(codes()).containsExactly("credential_not_rotated");
  }

  @Test
  void advisesAgainstTheAudienceOfResourceManagerAndAgainstNoRetries() {
    done(
        mount.write(
            Map.of(
                "resource",
                "https://management.azure.com/",
                "max_retries",
                0,
                "rotation_period",
                "720h")));

    assertThat(advice()).hasSize(2);
    assertThat(advice().get(0))
        .startsWith("the audience is Resource Manager's own, so every login token is a key to it");
    assertThat(advice().get(1)).startsWith("max_retries is 0");
    assertThat(codes()).containsExactly("audience_of_microsoft", "no_retries");
    assertThat(((Value.Items) status().get("advice_codes")).values())
        .extracting(it -> ((Value.Text) members(it).get("sentence")).text())
        .containsExactlyElementsOf(advice());
  }

  @Test
  void whoProbesInARowAsksAzureOnceUntilTheConfigurationChanges() {
    probed();
    probed();
    assertThat(mount.graph.calls()).containsExactly("find");

    done(mount.write(Map.of("max_retries", 4)));
    probed();
    assertThat(mount.graph.calls()).containsExactly("find", "find");
  }

  @Test
  void advisesBeforeAndAfterTheCredentialEnds() {
    done(mount.write(Map.of("root_password_ttl", "960h", "rotation_period", "720h")));
    done(mount.rotate());
    mount.settle(Duration.ofSeconds(75));
    assertThat(advice()).isEmpty();

    done(mount.write(Map.of("disable_automated_rotation", true)));
    mount.server.clock().advance(Duration.ofDays(10));
    assertThat(advice())
        .anyMatch(it -> it.startsWith("the credential ends at 2027-01-04T12:00"))
        .anyMatch(it -> it.endsWith(": replace it, or rotate it"));
    mount.server.clock().advance(Duration.ofDays(30));
    assertThat(advice()).anyMatch(it -> it.startsWith("the credential ended at 2027-01-04T12:00"));
    assertThat(codes()).as("what ends has none").containsExactly("credential_not_rotated");
  }

  @Test
  void advisesToRotateACertificate() {
    String pem = CertificateFixture.RSA.pem();
    mount.configure(Map.of("client_secret", "", "client_certificate", pem));
    Instant end = Instant.parse(((Value.Text) part("credential").get("expires")).text());
    mount
        .server
        .clock()
        .advance(Duration.between(mount.server.clock().instant(), end).minusDays(1));

    assertThat(advice())
        .containsExactly(
            "the credential ends at " + end + ": replace it, or rotate it",
            "the client certificate is not rotated by itself: set rotation_period or"
                + " rotation_schedule");
  }

  @Test
  void advisesWhenSecretsEndBeforeTheyAreReplaced() {
    done(mount.write(Map.of("root_password_ttl", "720h", "rotation_period", "720h")));

    assertThat(advice())
        .containsExactly(
            "root_password_ttl is not longer than rotation_period: secrets end before they are"
                + " replaced");
  }

  @Test
  void tellsOfTheLastFailureUntilARotationSucceeds() {
    done(mount.write(Map.of("rotation_period", "720h")));
    mount.graph.failAt(1, FakeGraph.Fault.REFUSED);
    assertThat(mount.rotate()).isInstanceOf(Answer.Refused.class);

    assertThat(part("rotation"))
        .containsEntry("last_failure", Value.of("refused"))
        .containsEntry("last_failure_at", Value.of("2026-11-25T12:00:00Z"));
    assertThat(advice())
        .containsExactly(
            "the last call to Microsoft Graph failed: refused",
            "the last rotation failed: refused");
    assertThat(codes()).as("what fails has none").isEmpty();

    mount.server.clock().advance(Duration.ofMinutes(1));
    done(mount.rotate());
    mount.settle(Duration.ofSeconds(75));
    assertThat(advice()).isEmpty();
  }

  @Test
  void listsWhatIsLeftInAzureWithTheCommandThatRemovesIt() {
    done(mount.write(Map.of("rotation_period", "720h")));
    mount.graph.put("key-twin", "twin", FakeGraph.OPERATORS + "-of-others");
    done(mount.rotate());
    mount.settle(Duration.ofSeconds(75));

    List<Value> left = ((Value.Items) status().get("leftover_credentials")).values();
    assertThat(left)
        .extracting(it -> members(it).get("command"))
        .contains(
            Value.of(
                "az ad app credential delete --id "
                    + FakeGraph.CLIENT_ID
                    + " --key-id key-operator"));
    assertThat(advice())
        .contains(
            "credentials are left in Azure: leftover_credentials says why; its commands remove those"
                + " that nobody signs in with");
  }

  @Test
  void isNotFoundWhereNothingIsConfigured() {
    done(mount.server.delete(mount.root, "auth/azure/config"));

    assertThat(mount.server.read(mount.root, PATH)).isInstanceOf(Answer.NotFound.class);
  }

  private Map<String, Value> status() {
    return data(mount.server.read(mount.root, PATH));
  }

  private Map<String, Value> probed() {
    return data(mount.server.read(mount.root, PATH, Map.of("probe", true)));
  }

  private Map<String, Value> part(String name) {
    return members(status().get(name));
  }

  private List<String> advice() {
    return ((Value.Items) status().get("advice"))
        .values().stream().map(it -> ((Value.Text) it).text()).toList();
  }

  private List<String> codes() {
    return ((Value.Items) status().get("advice_codes"))
        .values().stream().map(it -> ((Value.Text) members(it).get("code")).text()).toList();
  }

  private static Map<String, Value> members(Value value) {
    return ((Value.Obj) value).members();
  }
}
