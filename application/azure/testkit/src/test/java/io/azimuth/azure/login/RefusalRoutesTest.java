package io.azimuth.azure.login;

import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.Values;
import io.azimuth.testkit.fake.FakeCloud;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefusalRoutesTest {

  private static final String OID = "55555555-5555-5555-5555-555555555555";
  private static final String OTHER = "66666666-6666-6666-6666-666666666666";
  private static final String JWT = "eyJ0.eyJ1.c2ln";
  private static final String FORGED = "eyJ0.eyJ2.c2ln";
  private static final String PATH = "auth/azure/refusals";
  private static final String MACHINE =
      "/subscriptions/77777777-7777-7777-7777-777777777777/resourceGroups/prod/providers"
          + "/Microsoft.Compute/virtualMachines/web-1";

  private final TestServer server = new TestServer();
  private final String root = server.initialize();

  @BeforeEach
  void configure() {
    done(server.write(root, "sys/auth/azure", Map.of("type", "azure")));
    done(
        server.write(
            root,
            "auth/azure/config",
            Map.of("tenant_id", FakeCloud.TENANT, "resource", "https://vault.example")));
    done(
        server.write(
            root,
            "auth/azure/role/web",
            Map.of(
                "bound_service_principal_ids", OTHER,
                "token_policies", "web",
                "token_bound_cidrs", "192.0.2.0/24")));
    server
        .verifier()
        .accept(JWT, TestServer.START, Map.of("oid", OID, "sub", OID, "tid", FakeCloud.TENANT));
    server.verifier().reject(FORGED, TokenRejection.SIGNATURE, Map.of());
  }

  @Test
  void showsWhoWasRefusedAndWhyInFull() {
    login("web", JWT);

    assertThat(data(server.read(root, PATH)))
        .containsEntry("kept_by", Value.of("this server alone, since its start"));
    assertThat(refusals(Map.of()))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one)
                  .containsEntry("time", Value.of(TestServer.START.toString()))
                  .containsEntry("role", Value.of("web"))
                  .containsEntry("client_address", Value.of("192.0.2.7"))
                  .containsEntry("principal", Value.of(OID))
                  .containsEntry("resource", Value.NULL)
                  .containsKey("request_id")
                  .hasSize(7);
              assertThat(reasons(one))
                  .containsExactly(
                      Values.of(
                          Map.of(
                              "code",
                              "principal_not_bound",
                              "check",
                              "bound_service_principal_ids",
                              "expected",
                              OTHER,
                              "actual",
                              OID,
                              "sentence",
                              DenialReason.PRINCIPAL_NOT_BOUND.sentence(),
                              "hint",
                              DenialReason.PRINCIPAL_NOT_BOUND.hint())));
            });
  }

  @Test
  void tellsWhatAzureAnsweredToALoginThatCouldNotBeDecided() {
    DirectoryAnswer down = DirectoryAnswer.Down.signIn("signing in failed: AADSTS7000215");
    server.cloud().offer(ResourceDirectory.class, (access, id, limit) -> down);
    server.write(
        root,
        "auth/azure/role/web",
        Map.of("bound_service_principal_ids", OID, "bound_resource_groups", "prod"));
    Map<String, Object> claims =
        Map.of("oid", OID, "tid", FakeCloud.TENANT, "idtyp", "app", "xms_az_rid", MACHINE);
    server.verifier().accept(JWT, TestServer.START, claims);
    login("web", JWT);

    assertThat(refusals(Map.of())).isEmpty();
    assertThat(data(server.read(root, PATH)).get("undecided").toString())
        .contains("count=Num[literal=1]", "signing in failed: AADSTS7000215")
        .contains("granted_since=Num[literal=0]");

    done(server.write(root, "auth/azure/role/free", Map.of("bound_service_principal_ids", OID)));
    login("free", JWT);

    assertThat(data(server.read(root, PATH)).get("undecided").toString())
        .contains("count=Num[literal=1]", "granted_since=Num[literal=1]");
  }

  @Test
  void knowsThePrincipalAlsoWhereTheAddressIsWrong() {
    server.comeFrom("198.51.100.1");
    login("web", JWT);

    assertThat(refusals(Map.of()).get(0))
        .containsEntry("principal", Value.of(OID))
        .containsEntry("client_address", Value.of("198.51.100.1"));
  }

  @Test
  void knowsTheResourceThatWasLookedAt() {
    done(server.write(root, "auth/azure/role/web", Map.of("resource_proof", "claims")));
    server.write(root, "auth/azure/role/web", Map.of("bound_resource_groups", "test"));
    server
        .verifier()
        .accept(
            JWT,
            TestServer.START,
            Map.of(
                "oid", OID,
                "sub", OID,
                "tid", FakeCloud.TENANT,
                "aud", "https://management.azure.com/",
                "xms_mirid", MACHINE));
    login("web", JWT);

    assertThat(refusals(Map.of()).get(0)).containsEntry("resource", Value.of(MACHINE));
    assertThat(reasons(refusals(Map.of()).get(0))).hasSize(2);
  }

  @Test
  void saysOfAForgedTokenWhatTheLogSaysAndNothingOfTheTokenItself() {
    login("x".repeat(10_000) + "\u001b", FORGED);

    assertThat(refusals(Map.of()))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one)
                  .containsEntry("role", Value.of("x".repeat(256) + "…"))
                  .containsEntry("principal", Value.NULL);
              assertThat(reasons(one).toString()).contains("signature_invalid");
              assertThat(one.toString()).doesNotContain(FORGED, "eyJ");
            });
  }

  @Test
  void hasOnlyLoginsThatWereRefused() {
    done(server.write(root, "auth/azure/role/web", Map.of("bound_service_principal_ids", OID)));
    login("web", JWT);
    login("", JWT);
    server.write(root, "auth/azure/login/explain", Map.of("role", "web", "jwt", FORGED));

    assertThat(refusals(Map.of())).isEmpty();
  }

  @Test
  void hasALoginUnderARoleThatWasDeletedOfAProvedCallerOnly() {
    done(server.delete(root, "auth/azure/role/web"));
    login("web", JWT);

    assertThat(refusals(Map.of()))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one)
                  .containsEntry("role", Value.of("web"))
                  .containsEntry("principal", Value.of(OID));
              assertThat(reasons(one).toString()).contains("role_unknown", "a role of this mount");
            });

    login("web", FORGED);
    assertThat(reasons(refusals(Map.of("limit", 200)).get(1)).toString())
        .contains("signature_invalid")
        .doesNotContain("role_unknown");
    Value checks =
        data(server.write(root, "auth/azure/login/explain", Map.of("role", "web", "jwt", JWT)))
            .get("checks");
    assertThat(items(checks))
        .filteredOn(
            check -> ((Value.Obj) check).get("outcome").equals(Optional.of(Value.of("failed"))))
        .singleElement()
        .asString()
        .contains("role_unknown", "it may have been deleted or renamed");
  }

  @Test
  void isLimited() {
    for (int i = 0; i < 60; i++) {
      login("web", JWT);
    }

    assertThat(refusals(Map.of())).hasSize(50);
    assertThat(refusals(Map.of("limit", "3"))).hasSize(3);
    assertThat(refusals(Map.of("limit", "200"))).hasSize(60);
    for (String limit : List.of("0", "201", "-1")) {
      assertThat(refusal(server.read(root, PATH, Map.of("limit", limit))).errors())
          .containsExactly("limit must be 1 to 200");
    }
  }

  @Test
  void goesWithItsMountAndIsNobodyElses() {
    login("web", JWT);
    done(server.write(root, "sys/auth/other", Map.of("type", "azure")));
    assertThat(refusals(server.read(root, "auth/other/refusals"))).isEmpty();
    assertThat(refusal(server.read("", PATH)).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);

    done(server.delete(root, "sys/auth/azure"));
    done(server.write(root, "sys/auth/azure", Map.of("type", "azure")));
    assertThat(refusals(Map.of())).isEmpty();
  }

  private void login(String role, String jwt) {
    server.write("", "auth/azure/login", Map.of("role", role, "jwt", jwt));
  }

  private List<Map<String, Value>> refusals(Map<String, ?> query) {
    return refusals(server.read(root, PATH, query));
  }

  private static List<Map<String, Value>> refusals(Answer answer) {
    return items(data(answer).get("refusals")).stream()
        .map(one -> ((Value.Obj) one).members())
        .toList();
  }

  private static List<Value> reasons(Map<String, Value> refused) {
    return items(refused.get("reasons"));
  }

  private static List<Value> items(Value list) {
    return ((Value.Items) list).values();
  }
}
