package io.azimuth.azure.grace;

import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.VmId;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.fake.FakeCloud;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Attested instances of a uniform scale set log in while Azure is away. */
class InstanceGraceTest {

  private static final String OID = "55555555-5555-5555-5555-555555555555";
  private static final String SET =
      "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-web/providers/"
          + "Microsoft.Compute/virtualMachineScaleSets/fleet";
  private static final String VM_ID = "abcdef00-0000-4000-8000-000000000001";
  private static final String OTHER_VM_ID = "abcdef00-0000-4000-8000-000000000002";
  private static final String JWT = "eyJ0.eyJ1.c2ln";
  private static final String ATTESTATION = "eyJ0.eyJ4LW1z.c2ln";
  private static final DirectoryAnswer DOWN = new DirectoryAnswer.Down("down");

  private final TestServer server = new TestServer();
  private final String root = server.initialize();
  private final Map<String, DirectoryAnswer> azure = new HashMap<>();

  @BeforeEach
  void configure() {
    server
        .cloud()
        .offer(
            ResourceDirectory.class,
            (access, id, limit) -> azure.getOrDefault(id.name(), new DirectoryAnswer.Absent()));
    azure.put("fleet", found(SET, Optional.empty()));
    azure.put("3", found(instance("3"), Optional.of(VM_ID)));
    azure.put("4", found(instance("4"), Optional.of(OTHER_VM_ID)));
    done(server.write(root, "sys/auth/azure", Map.of("type", "azure")));
    done(
        server.write(
            root,
            "auth/azure/config",
            Map.of(
                "tenant_id",
                FakeCloud.TENANT,
                "resource",
                "https://vault.example",
                "attestation_issuers",
                "https://sharedweu.weu.attest.azure.net",
                "outage_grace",
                "1h",
                "login_timeout",
                0)));
    done(
        server.write(
            root,
            "auth/azure/role/web",
            Map.of(
                "bound_service_principal_ids",
                OID,
                "bound_resource_groups",
                "rg-web",
                "bound_attestation",
                "any")));
  }

  private static String instance(String id) {
    return SET + "/virtualMachines/" + id;
  }

  private static DirectoryAnswer found(String id, Optional<String> vmId) {
    ResourceFacts facts =
        new ResourceFacts(
            ResourceId.parse(id).orElseThrow(),
            Optional.empty(),
            Optional.of(new PrincipalId(OID)),
            Set.of(),
            Optional.empty());
    return new DirectoryAnswer.Found(vmId.map(it -> facts.withVmId(new VmId(it))).orElse(facts));
  }

  private Answer login(String vmId, String instance) {
    server
        .verifier()
        .accept(
            JWT,
            server.clock().instant(),
            Map.of("tid", FakeCloud.TENANT, "oid", OID, "idtyp", "app", "xms_az_rid", SET));
    server
        .verifier()
        .accept(
            ATTESTATION,
            server.clock().instant(),
            Map.of(
                "x-ms-attestation-type",
                "azurevm",
                "x-ms-azurevm-vmid",
                vmId,
                "x-ms-runtime",
                Map.of("client-payload", Map.of("nonce", encodedNonce()))));
    return server.write(
        "",
        "auth/azure/login",
        Map.of(
            "role",
            "web",
            "jwt",
            JWT,
            "attestation",
            ATTESTATION,
            "resource_id",
            instance(instance)));
  }

  private String encodedNonce() {
    String nonce =
        ((Value.Text) data(server.write("", "auth/azure/login/nonce", Map.of())).get("nonce"))
            .text();
    return Base64.getEncoder().encodeToString(nonce.getBytes(StandardCharsets.UTF_8));
  }

  private Answer login() {
    return login(VM_ID, "3");
  }

  private Map<String, String> granted() {
    return envelope(login()).auth().orElseThrow().metadata();
  }

  /** Azure gives no answer about these for a little more than a minute, and a login asks. */
  private void awayForAMinute(String... resources) {
    for (String resource : resources) {
      azure.put(resource, DOWN);
    }
    server.clock().advance(Duration.ofSeconds(61));
    login();
    server.clock().advance(Duration.ofSeconds(61));
  }

  private void assertNoGrace(Answer answer) {
    assertThat(refusal(answer).category()).isEqualTo(ErrorCategory.UPSTREAM_UNAVAILABLE);
    assertThat(refusal(answer).retryAfter()).isPresent();
  }

  @Test
  void aKnownInstanceLogsInByTheFactsOfThen() {
    assertThat(granted()).doesNotContainKey("azure_facts");
    server.enableAudit(root);

    awayForAMinute("fleet", "3");

    assertThat(granted())
        .containsEntry("azure_facts", "grace")
        .containsEntry("attested_vm_id", VM_ID);
    List<Value.Obj> answers = server.audit().records("response");
    Value.Obj notes = (Value.Obj) answers.get(answers.size() - 1).get("azimuth").orElseThrow();
    assertThat(notes.members())
        .containsEntry("facts", Value.of("grace"))
        .containsEntry("facts_at", Value.of(TestServer.START.toString()))
        .containsEntry("principal", Value.of(OID));
  }

  @Test
  void thatTheSetIsStillReadChangesNothing() {
    granted();
    awayForAMinute("fleet", "3");
    azure.put("fleet", found(SET, Optional.empty()));

    assertThat(granted()).containsEntry("azure_facts", "grace");
  }

  @Test
  void anInstanceThatNeverLoggedInGetsNothingByTheProofOfItsSet() {
    granted();
    awayForAMinute("fleet", "3", "4");

    assertNoGrace(login(OTHER_VM_ID, "4"));
    assertNoGrace(login(OTHER_VM_ID, "3"));
    assertNoGrace(login(VM_ID, "4"));
  }

  static List<DirectoryAnswer> noesOfAzure() {
    return List.of(
        new DirectoryAnswer.Absent(),
        new DirectoryAnswer.Forbidden(),
        found(instance("3"), Optional.of(OTHER_VM_ID)),
        found(instance("3"), Optional.empty()));
  }

  @ParameterizedTest
  @MethodSource("noesOfAzure")
  void aNoAboutTheInstanceEndsItsGrace(DirectoryAnswer no) {
    granted();
    azure.put("3", no);
    server.clock().advance(Duration.ofSeconds(61));
    assertThat(refusal(login()).category()).isEqualTo(ErrorCategory.PERMISSION_DENIED);

    awayForAMinute("fleet", "3");

    assertNoGrace(login());
  }

  @Test
  void whoNamesTheInstanceOfAnotherMachineEndsNoGrace() {
    granted();
    assertThat(refusal(login(OTHER_VM_ID, "3")).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);

    awayForAMinute("fleet", "3");

    assertThat(granted()).containsEntry("azure_facts", "grace");
  }
}
