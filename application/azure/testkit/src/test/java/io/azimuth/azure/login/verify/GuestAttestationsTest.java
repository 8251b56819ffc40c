package io.azimuth.azure.login.verify;

import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.azure.port.AttestedSignatures;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.attested.AttestedDocument;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.SubscriptionId;
import io.azimuth.domain.azure.id.VmId;
import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.verify.TokenExpectation;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.fake.FakeAttestedSignatures;
import io.azimuth.testkit.fake.FakeCloud;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logins at a role that asks for an attestation of the machine. */
class GuestAttestationsTest {

  private static final String OID = "55555555-5555-5555-5555-555555555555";
  private static final String SUBSCRIPTION = "22222222-2222-2222-2222-222222222222";
  private static final String COMPUTE =
      "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/rg-web/providers/Microsoft.Compute/";
  private static final String MACHINE = COMPUTE + "virtualMachines/web-1";
  private static final String SET = COMPUTE + "virtualMachineScaleSets/fleet";
  private static final String VM_ID = "abcdef00-0000-4000-8000-000000000001";
  private static final String ISSUER = "https://sharedweu.weu.attest.azure.net";
  private static final String JWT = "eyJ0.eyJ1.c2ln";
  private static final String SET_JWT = "eyJ0.eyJ3.c2ln";
  private static final String ATTESTATION = "eyJ0.eyJ4LW1z.c2ln";
  private static final String LOGIN = "auth/azure/login";
  private static final String UNKNOWN =
      "permission denied: the nonce of the attestation is not known, has expired or was used"
          + " [attestation_nonce_unknown]";

  private final TestServer server = new TestServer();
  private final String root = server.initialize();
  private final List<String> asked = new ArrayList<>();

  @BeforeEach
  void configure() {
    server.cloud().offer(ResourceDirectory.class, (access, id, limit) -> answer(id));
    server.cloud().offer(AttestedSignatures.class, new FakeAttestedSignatures("AzurePublicCloud"));
    done(server.write(root, "sys/auth/azure", Map.of("type", "azure")));
    configure("attestation_issuers", ISSUER);
    role("bound_attestation", "confidential_vm,secure_boot,no_debug");
    server.verifier().accept(JWT, TestServer.START, claims(MACHINE));
    server.verifier().accept(SET_JWT, TestServer.START, claims(SET));
  }

  private DirectoryAnswer answer(ResourceId id) {
    asked.add(id.text());
    ResourceFacts facts =
        new ResourceFacts(
            id, Optional.empty(), Optional.of(new PrincipalId(OID)), Set.of(), Optional.empty());
    return switch (id.name()) {
      case "web-1", "3" -> new DirectoryAnswer.Found(facts.withVmId(new VmId(VM_ID)));
      case "fleet" -> new DirectoryAnswer.Found(facts);
      case "4" -> new DirectoryAnswer.Down("no answer");
      default -> new DirectoryAnswer.Absent();
    };
  }

  @Test
  void anAttestationLogsInOnce() {
    attest(nonce());

    assertThat(envelope(login()).auth().orElseThrow().metadata())
        .containsEntry("attested_platform", "sevsnpvm")
        .containsEntry("attested_vm_id", VM_ID);
    assertThat(refusal(login()).errors()).containsExactly(UNKNOWN);
  }

  @Test
  void whoIsSecondAtTheCommitIsRefused() {
    attest(nonce());
    server.store().beforeNextCommit(() -> envelope(login()));

    assertThat(refusal(login()).errors()).containsExactly(UNKNOWN);
  }

  @Test
  void aRefusedLoginAndADryRunUseNothingUp() {
    attest(nonce());
    server.verifier().accept("eyJ0.eyJ2.c2ln", TestServer.START, claims(MACHINE + "2"));

    assertThat(refusal(login("eyJ0.eyJ2.c2ln")).errors().get(0)).contains("[resource_not_found]");
    assertThat(data(server.write(root, LOGIN + "/explain", request(JWT))))
        .containsEntry("granted", Value.of(true));
    assertThat(used()).isEmpty();
    assertThat(envelope(login()).auth()).isPresent();
    assertThat(used()).hasSize(1);
  }

  @Test
  void oneNonceCanBeThatOfTheDocumentToo() {
    role("require_attested_document", true);
    String nonce = nonce();
    attest(nonce);
    String document = document(nonce);

    assertThat(envelope(login(JWT, "attested_document", document)).auth()).isPresent();
    assertThat(used()).hasSize(1);
    assertThat(refusal(login(JWT, "attested_document", document)).errors()).hasSize(2);
  }

  @Test
  void onlyListedInstancesAreAskedForTheirKeys() {
    attest(nonce());
    login();

    TokenExpectation expected = server.verifier().lastExpectation().orElseThrow();
    assertThat(expected.audienceless()).isTrue();
    assertThat(expected.profiles()).hasSize(1);
    assertThat(expected.profiles().get(0).issuers()).containsExactly(ISSUER);
    assertThat(expected.profiles().get(0).keys().orElseThrow().uri())
        .hasToString(ISSUER + "/certs");
  }

  @Test
  void aMountWithoutInstancesAcceptsNone() {
    configure("attestation_issuers", "");
    attest(nonce());

    assertThat(refusal(login()).errors())
        .containsExactly(
            "permission denied: the attestation was not accepted: \"the mount has no"
                + " attestation_issuers\" [attestation_invalid]");
  }

  @Test
  void saysWhyAnAttestationIsNotAccepted() {
    Map<TokenRejection, String> problems =
        Map.of(
            TokenRejection.ISSUER_MISMATCH, "its issuer is not accepted: \\\"https://elsewhere\\\"",
            TokenRejection.SIGNATURE, "its signature is wrong",
            TokenRejection.KEY_UNKNOWN, "its issuer publishes no key of that id",
            TokenRejection.ALGORITHM, "it is not signed with RS256",
            TokenRejection.EXPIRED, "it has expired",
            TokenRejection.NOT_YET_VALID, "it is not valid yet",
            TokenRejection.CLAIM_MISSING, "it lacks a claim",
            TokenRejection.BINDING_NOT_PROVED, "it is bound to a key");

    problems.forEach(
        (reason, problem) -> {
          server.verifier().reject(ATTESTATION, reason, Map.of("iss", "https://elsewhere"));
          assertThat(refusal(login()).errors().get(0))
              .isEqualTo(
                  "permission denied: the attestation was not accepted: \"%s\""
                      + " [attestation_invalid]",
                  problem);
        });
  }

  @Test
  void whatIsNoTokenIsNotAccepted() {
    assertThat(refusal(login(JWT, "attestation", "no token")).errors().get(0))
        .contains("it is no signed JWT", "[attestation_invalid]")
        .doesNotContain("no token");
    assertThat(refusal(login(JWT, "attestation", "A".repeat(24_577))).errors())
        .containsExactly("attestation has more than 24576 characters");
  }

  @Test
  void anOldAttestationWithAFreshNonceIsNotAccepted() {
    server.clock().advance(Duration.ofMinutes(6).plusSeconds(1));
    Map<String, Object> old = attestation(nonce());
    server.verifier().accept(ATTESTATION, TestServer.START, old);

    assertThat(refusal(login()).errors().get(0))
        .contains("it was made at", "[attestation_invalid]");
  }

  @Test
  void aLoginWhoseKeysCannotBeFetchedNowIsNotRefused() {
    server
        .verifier()
        .fail(
            ATTESTATION,
            new ServiceException(ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, "no answer"));

    assertThat(refusal(login()).category()).isEqualTo(ErrorCategory.UPSTREAM_UNAVAILABLE);
    assertThat(refusal(login()).errors())
        .containsExactly(ErrorCode.ATTESTATION_KEYS_UNAVAILABLE.sentence());
  }

  @Test
  void aStrangerMakesTheServerVerifyNoAttestation() {
    attest(nonce());
    long before = server.verifier().verifications();

    refusal(login("eyJ0.eyJ9.c2ln"));

    assertThat(server.verifier().verifications()).isEqualTo(before + 1);
  }

  @Test
  void aRoleThatDoesNotAskLooksAtNone() {
    role("bound_attestation", "");
    long before = server.verifier().verifications();

    assertThat(envelope(login()).auth().orElseThrow().metadata())
        .doesNotContainKey("attested_platform");
    assertThat(server.verifier().verifications()).isEqualTo(before + 1);
  }

  @Test
  void theAuditRecordSaysWhatWasAttestedAndHasNoAttestation() {
    server.enableAudit(root);
    attest(nonce());
    login();

    List<Value.Obj> answers = server.audit().records("response");
    Value.Obj last = answers.get(answers.size() - 1);
    assertThat(((Value.Obj) last.get("azimuth").orElseThrow()).members())
        .containsEntry("attestation_issuer", Value.of(FakeCloud.ISSUER))
        .containsEntry("attested_platform", Value.of("sevsnpvm"))
        .containsEntry("attested_vm_id", Value.of(VM_ID))
        .containsEntry("attestation_policy_hash", Value.of("h"));
    assertThat(answers.toString()).doesNotContain(ATTESTATION);
  }

  @Test
  void anInstanceOfAUniformSetIsReadByTheNameOfTheRequest() {
    attest(nonce());

    Answer granted = login(SET_JWT, "resource_id", SET + "/virtualMachines/3");

    assertThat(envelope(granted).auth().orElseThrow().metadata())
        .containsEntry("vmss_name", "fleet")
        .containsEntry("attested_vm_id", VM_ID);
    assertThat(asked).containsExactly(SET + "/virtualMachines/3", SET);
  }

  @Test
  void anInstanceWithoutAnAnswerIsNotDecided() {
    attest(nonce());

    assertThat(refusal(login(SET_JWT, "resource_id", SET + "/virtualMachines/4")).category())
        .isEqualTo(ErrorCategory.UPSTREAM_UNAVAILABLE);
    assertThat(refusal(login(SET_JWT, "resource_id", SET + "/virtualMachines/5")).errors().get(0))
        .contains("[resource_not_found]");
    assertThat(refusal(login(SET_JWT)).errors().get(0)).contains("[no_vm_id]");
  }

  @Test
  void aMachineTriesNoMoreThanFiveInstancesInAMinute() {
    attest(nonce());
    for (int i = 10; i < 15; i++) {
      refusal(login(SET_JWT, "resource_id", SET + "/virtualMachines/" + i));
    }

    assertThat(refusal(login(SET_JWT, "resource_id", SET + "/virtualMachines/3")).category())
        .isEqualTo(ErrorCategory.RATE_LIMITED);
  }

  @Test
  void theListOfInstancesIsChecked() {
    for (String wrong :
        List.of(
            "http://sharedweu.weu.attest.azure.net",
            "sharedweu.weu.attest.azure.net",
            ISSUER + "/",
            ISSUER + "?a=b",
            ISSUER + "#a",
            "https://user@sharedweu.weu.attest.azure.net",
            ISSUER + "/" + "a".repeat(256),
            String.join(",", Collections.nCopies(17, ISSUER)))) {
      Answer answer = server.write(root, "auth/azure/config", Map.of("attestation_issuers", wrong));
      assertThat(refusal(answer).errors().get(0)).as(wrong).startsWith("attestation_issuers: ");
    }
  }

  private void configure(String field, Object value) {
    done(
        server.write(
            root,
            "auth/azure/config",
            Map.of(
                "tenant_id", FakeCloud.TENANT, "resource", "https://vault.example", field, value)));
  }

  private void role(String field, Object value) {
    done(
        server.write(
            root,
            "auth/azure/role/web",
            Map.of(
                "bound_service_principal_ids",
                OID,
                "bound_resource_groups",
                "rg-web",
                field,
                value)));
  }

  private String nonce() {
    Value nonce = data(server.write("", LOGIN + "/nonce", Map.of())).get("nonce");
    return ((Value.Text) nonce).text();
  }

  private void attest(String nonce) {
    server.verifier().accept(ATTESTATION, server.clock().instant(), attestation(nonce));
  }

  private static Map<String, Object> attestation(String nonce) {
    String encoded = Base64.getEncoder().encodeToString(nonce.getBytes(StandardCharsets.UTF_8));
    Map<String, Object> claims = new HashMap<>();
    claims.put("secureboot", true);
    claims.put("x-ms-attestation-type", "azurevm");
    claims.put("x-ms-azurevm-debuggersdisabled", true);
    claims.put("x-ms-azurevm-vmid", VM_ID.toUpperCase(Locale.ROOT));
    claims.put("x-ms-policy-hash", "h");
    claims.put("x-ms-runtime", Map.of("client-payload", Map.of("nonce", encoded)));
    claims.put(
        "x-ms-isolation-tee",
        Map.of(
            "x-ms-attestation-type", "sevsnpvm", "x-ms-compliance-status", "azure-compliant-cvm"));
    return claims;
  }

  private String document(String nonce) {
    Instant now = server.clock().instant();
    return Base64.getEncoder()
        .encodeToString(
            FakeAttestedSignatures.sign(
                new AttestedDocument(
                    nonce,
                    now,
                    now.plus(Duration.ofHours(6)),
                    new VmId(VM_ID),
                    new SubscriptionId(SUBSCRIPTION))));
  }

  private Answer login() {
    return login(JWT);
  }

  private Answer login(String jwt, String... more) {
    Map<String, Object> body = request(jwt);
    for (int i = 0; i < more.length; i += 2) {
      body.put(more[i], more[i + 1]);
    }
    return server.write("", LOGIN, body);
  }

  private static Map<String, Object> request(String jwt) {
    return new HashMap<>(Map.of("role", "web", "jwt", jwt, "attestation", ATTESTATION));
  }

  private List<String> used() {
    return server.store().keys().stream().filter(key -> key.contains("/used-token/")).toList();
  }

  private static Map<String, Object> claims(String resource) {
    return Map.of(
        "oid", OID, "sub", OID, "idtyp", "app", "xms_mirid", resource, "tid", FakeCloud.TENANT);
  }
}
