package io.azimuth.azure.config;

import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.port.store.MountTransactions;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AzureConfigRoutesTest {

  private static final String PATH = "auth/azure/config";

  private final TestServer server = new TestServer();
  private final String root = server.initialize();

  @BeforeEach
  void mount() {
    done(server.write(root, "sys/auth/azure", Map.of("type", "azure")));
  }

  @Test
  void aReadShowsDelaysInNanosecondsAndNoSecret() {
    write(Map.of("client_id", "id", "client_secret", "hunter22"));

    Map<String, Value> shown = data(server.read(root, PATH));

    assertThat(shown)
        .containsAllEntriesOf(
            Values.of(
                    Map.of(
                        "tenant_id",
                        "t.example",
                        "resource",
                        "https://vault.example",
                        "environment",
                        "",
                        "client_id",
                        "id",
                        "root_password_ttl",
                        15_768_000,
                        "retry_delay",
                        4_000_000_000L,
                        "max_retry_delay",
                        60_000_000_000L,
                        "max_retries",
                        3,
                        "clock_skew_leeway",
                        60,
                        "additional_audiences",
                        List.of()))
                .members())
        .containsEntry("additional_tenants", Value.of(List.of()))
        .doesNotContainKey("client_secret");
    assertThat(shown.toString()).doesNotContain("hunter22");
  }

  @Test
  void whatIsNotSentStaysAlsoWhatThePeerResets() {
    write(
        Map.of("max_retries", 7, "retry_delay", "9s", "max_retry_delay", -1, "client_secret", "s"));

    write(Map.of("resource", "api://other"));

    assertThat(data(server.read(root, PATH)))
        .containsEntry("resource", Value.of("api://other"))
        .containsEntry("max_retries", Value.of(7))
        .containsEntry("retry_delay", Value.of(9_000_000_000L))
        .containsEntry("max_retry_delay", Value.of(-1_000_000_000L));
    assertThat(storedSecret()).isEqualTo("s");
  }

  @Test
  void theStoredFormKeepsNamesAndOrder() {
    write(Map.of("client_id", "id", "client_secret", "s", "retry_delay", "9s"));

    Value.Obj stored = server.store().begin().storage(uuid()).get("config").orElseThrow();
    assertThat(
            stored.members().entrySet().stream()
                .map(Object::toString)
                .map(
                    member -> member.replaceFirst("^version=Num\\[literal=\\d{5,16}]$", "version")))
        .containsExactly(
            "tenant_id=Text[text=t.example]",
            "additional_tenants=Items[values=[]]",
            "resource=Text[text=https://vault.example]",
            "additional_audiences=Items[values=[]]",
            "environment=Text[text=]",
            "clock_skew_leeway=Num[literal=60]",
            "attestation_issuers=Items[values=[]]",
            "client_id=Text[text=id]",
            "root_password_ttl=Num[literal=15768000]",
            "max_retries=Num[literal=3]",
            "resource_cache_ttl=Num[literal=60]",
            "resource_stale_ttl=Num[literal=0]",
            "outage_grace=Num[literal=0]",
            "watch_resources=Bool[on=false]",
            "login_timeout=Num[literal=30]",
            "azure_log_level=Text[text=]",
            "resolve_groups=Bool[on=false]",
            "identity_token_audience=Text[text=]",
            "identity_token_ttl=Num[literal=0]",
            "auth_type=Text[text=]",
            "rotation_schedule=Text[text=]",
            "rotation_window=Num[literal=0]",
            "rotation_period=Num[literal=0]",
            "disable_automated_rotation=Bool[on=false]",
            "client_secret=Text[text=s]",
            "client_certificate=Text[text=]",
            "retry_delay=Num[literal=9]",
            "max_retry_delay=Num[literal=60]",
            "version");
  }

  @Test
  void whatIsReadCanBeWrittenBack() {
    write(
        Map.of(
            "client_id", "id",
            "client_secret", "s",
            "retry_delay", "9s",
            "max_retry_delay", -1,
            "rotation_period", "720h",
            "additional_audiences", "a,b"));
    Map<String, Value> shown = data(server.read(root, PATH));

    done(server.write(root, PATH, shown));

    assertThat(data(server.read(root, PATH))).isEqualTo(shown);
    assertThat(storedSecret()).isEqualTo("s");
  }

  @Test
  void aPolicyOfRotationsIsRefusedNotSwallowed() {
    write(Map.of("rotation_policy", ""));

    assertInvalid(
        server.write(root, PATH, Map.of("rotation_policy", "default")),
        "rotation_policy is not supported yet: rotation_schedule or rotation_period says when to"
            + " rotate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"common", "Organizations", "consumers"})
  void namesOfManyTenantsAreRefused(String tenant) {
    assertInvalid(
        server.write(root, PATH, Map.of("tenant_id", tenant, "resource", "r")),
        "tenant_id must name one tenant: \"common\", \"organizations\" and \"consumers\" stand"
            + " for many");
  }

  @Test
  void aTenantThatLooksLikeAPlaceholderIsWarnedOf() {
    Answer answer =
        server.write(root, PATH, Map.of("tenant_id", "TENANT", "resource", "https://a.example"));

    assertThat(envelope(answer).warnings())
        .containsExactly(
            "tenant_id \"TENANT\" is neither the id of a tenant (a GUID) nor a domain: tokens of no"
                + " tenant will be accepted");
  }

  @Test
  void aParameterThatIsIgnoredIsNamed() {
    Answer answer =
        server.write(root, PATH, Map.of("tenant", "x", "tenant_id", "a.example", "resource", "r"));

    assertThat(envelope(answer).warnings())
        .containsExactly("Endpoint ignored these unrecognized parameters: [tenant]");
  }

  @Test
  void emptyAndNullClear() {
    write(Map.of("client_id", "id", "client_secret", "s", "additional_audiences", "a,b"));

    Map<String, Object> cleared = new HashMap<>();
    cleared.put("client_id", "");
    cleared.put("client_secret", Value.NULL);
    cleared.put("additional_audiences", List.of());
    write(cleared);

    assertThat(data(server.read(root, PATH)))
        .containsEntry("client_id", Value.of(""))
        .containsEntry("additional_audiences", Value.of(List.of()));
    assertThat(storedSecret()).isEmpty();
  }

  @Test
  void whatIsRequiredCannotBeCleared() {
    assertInvalid(server.write(root, PATH, Map.of()), "tenant_id is required");
    assertInvalid(server.write(root, PATH, Map.of("tenant_id", "t")), "resource is required");
    write(Map.of());
    assertInvalid(server.write(root, PATH, Map.of("tenant_id", "")), "tenant_id is required");
    assertInvalid(server.write(root, PATH, Map.of("resource", Value.NULL)), "resource is required");
  }

  @Test
  void aTenantCannotLeadElsewhere() {
    for (String tenant : List.of("../x", "a/b", "a?b", "a#b", " a", "a b", ".", "é")) {
      assertInvalid(
          server.write(root, PATH, Map.of("tenant_id", tenant, "resource", "r")),
          "tenant_id must be the id of a tenant or one of its domains");
    }
  }

  @Test
  void furtherTenantsAreNamedByTheirIds() {
    String own = "11111111-1111-1111-1111-111111111111";
    String other = "99999999-9999-9999-9999-99999999999a";
    write(Map.of("tenant_id", own));
    write(Map.of("additional_tenants", List.of(other)));
    assertThat(data(server.read(root, PATH)))
        .containsEntry("additional_tenants", Value.of(List.of(other)));
    for (String wrong : List.of("t.example", "*", "common", "../x")) {
      assertAdditionalInvalid(
          List.of(wrong),
          "additional_tenants: \"" + wrong + "\" is not the id of a tenant (a GUID)");
    }
    for (String twice : List.of(own, other.toUpperCase(Locale.ROOT))) {
      assertAdditionalInvalid(
          List.of(other, twice),
          "additional_tenants: \"" + twice + "\" is named twice, or is the tenant_id");
    }
    assertAdditionalInvalid(
        IntStream.range(0, 17).mapToObj("00000000-0000-4000-8000-%012d"::formatted).toList(),
        "additional_tenants has at most 16 ids");
    assertInvalid(
        server.write(root, PATH, Map.of("tenant_id", "t.example")),
        "additional_tenants needs the id of a tenant (a GUID) in tenant_id, not a domain");
  }

  private void assertAdditionalInvalid(List<String> tenants, String error) {
    assertInvalid(server.write(root, PATH, Map.of("additional_tenants", tenants)), error);
  }

  @Test
  void theCloudIsFoundInAnyCaseAndKeptInItsOwn() {
    write(Map.of("environment", "AZUREpubliccloud"));
    assertThat(data(server.read(root, PATH)))
        .containsEntry("environment", Value.of("AzurePublicCloud"));
    assertInvalid(
        server.write(root, PATH, Map.of("environment", "AzureGermanCloud")),
        "no cloud configuration matching the name \"AzureGermanCloud\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1s", "60s"})
  void loginsMayWaitForAMinuteAtMost(String time) {
    write(Map.of("login_timeout", time));
  }

  @ParameterizedTest
  @ValueSource(strings = {"61s", "1h"})
  void noLoginMayWaitLonger(String time) {
    write(Map.of());
    assertInvalid(
        server.write(root, PATH, Map.of("login_timeout", time)),
        "login_timeout is between 1 and 60 seconds, or 0: then no login waits in line");
  }

  @Test
  void theLeewayIsAtMostFiveMinutes() {
    write(Map.of("clock_skew_leeway", 300));
    assertInvalid(
        server.write(root, PATH, Map.of("clock_skew_leeway", 301)),
        "clock_skew_leeway is at most 300 seconds");
  }

  @Test
  void anAudienceIsBounded() {
    write(Map.of("resource", "a".repeat(1_023)));
    assertInvalid(
        server.write(root, PATH, Map.of("resource", "a".repeat(1_024))),
        "an audience has at most 1024 characters");
  }

  @Test
  void whatIsRefusedLeavesTheRestAsItWas() {
    write(Map.of());
    assertInvalid(
        server.write(root, PATH, Map.of("rotation_window", 60, "client_id", "new")),
        "cannot use rotation_window without rotation_schedule");
    assertThat(data(server.read(root, PATH))).containsEntry("client_id", Value.of(""));
  }

  @Test
  void aWriteWorksWhileAzureIsAway() {
    server.cloud().failWith(new ServiceException(ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, "away"));
    write(Map.of());
  }

  @Test
  void deletingIsDoneWhetherThereOrNot() {
    assertThat(server.read(root, PATH)).isInstanceOf(Answer.NotFound.class);
    done(server.delete(root, PATH));
    write(Map.of());
    done(server.delete(root, PATH));
    assertThat(server.read(root, PATH)).isInstanceOf(Answer.NotFound.class);
  }

  @Test
  void twoWhoWriteAtOnceBothCount() {
    write(Map.of());
    server
        .store()
        .beforeNextCommit(
            () ->
                server.elsewhere(
                    () -> done(server.write(root, PATH, Map.of("client_id", "theirs")))));

    done(server.write(root, PATH, Map.of("max_retries", 9)));

    assertThat(data(server.read(root, PATH)))
        .containsEntry("client_id", Value.of("theirs"))
        .containsEntry("max_retries", Value.of(9));
  }

  private void write(Map<String, ?> changes) {
    Map<String, Object> body = new HashMap<>();
    if (server.read(root, PATH) instanceof Answer.NotFound) {
      body.put("tenant_id", "t.example");
      body.put("resource", "https://vault.example");
    }
    body.putAll(changes);
    done(server.write(root, PATH, body));
  }

  private String uuid() {
    return server.store().begin().mounts().all().stream()
        .filter(mount -> mount.type().equals("azure"))
        .findFirst()
        .orElseThrow()
        .uuid();
  }

  private String storedSecret() {
    return new ConfigStore(new EffectiveSettings(AzureEnvironmentVariables.NONE))
        .find(MountTransactions.of(server.store().begin(), uuid()))
        .orElseThrow()
        .identity()
        .clientSecret()
        .expose();
  }

  private static void assertInvalid(Answer answer, String error) {
    assertThat(refusal(answer).errors()).containsExactly(error);
    assertThat(refusal(answer).category()).isEqualTo(ErrorCategory.INVALID_REQUEST);
  }
}
