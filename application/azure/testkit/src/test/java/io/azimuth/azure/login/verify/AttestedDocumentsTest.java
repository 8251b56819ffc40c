package io.azimuth.azure.login.verify;

import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.api.ApiResponse;
import io.azimuth.azure.port.AttestedSignatures;
import io.azimuth.azure.port.IssuerSearch;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.attested.AttestedDocument;
import io.azimuth.domain.azure.attested.AttestedProof;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.SubscriptionId;
import io.azimuth.domain.azure.id.VmId;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.Values;
import io.azimuth.testkit.fake.FakeAttestedSignatures;
import io.azimuth.testkit.fake.FakeCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AttestedDocumentsTest {

  private static final String OID = "55555555-5555-5555-5555-555555555555";
  private static final String SUBSCRIPTION = "22222222-2222-2222-2222-222222222222";
  private static final String MACHINE =
      "/subscriptions/"
          + SUBSCRIPTION
          + "/resourceGroups/rg-web/providers/Microsoft.Compute/virtualMachines/web-1";
  private static final VmId VM_ID = new VmId("abcdef00-0000-4000-8000-000000000001");
  private static final String JWT = "eyJ0.eyJ1.c2ln";
  private static final String LOGIN = "auth/azure/login";
  private static final String UNKNOWN =
      "permission denied: the nonce of the attested document is not known, has expired or was used"
          + " [attested_nonce_unknown]";

  private final TestServer server = new TestServer();
  private final String root = server.initialize();

  @BeforeEach
  void configure() {
    ResourceFacts facts =
        new ResourceFacts(
                ResourceId.parse(MACHINE).orElseThrow(),
                Optional.empty(),
                Optional.of(new PrincipalId(OID)),
                Set.of(),
                Optional.empty())
            .withVmId(VM_ID);
    server
        .cloud()
        .offer(ResourceDirectory.class, (access, id, limit) -> new DirectoryAnswer.Found(facts));
    server.cloud().offer(AttestedSignatures.class, new FakeAttestedSignatures("AzurePublicCloud"));
    mount("azure");
    server.verifier().accept(JWT, TestServer.START, claims());
  }

  @Test
  void ofManyLoginsWithOneDocumentAtOnceOneIsGranted() {
    String document = document(nonce("azure"));
    Value.Obj body = Values.of(request(document));
    List<CompletionStage<ApiResponse>> logins =
        IntStream.range(0, 40)
            .mapToObj(i -> server.send(server.request(Operation.WRITE, "", LOGIN, max -> body)))
            .toList();

    List<Answer> answers =
        logins.stream().map(it -> it.toCompletableFuture().join().answer()).toList();

    assertThat(answers).filteredOn(Answer.Envelope.class::isInstance).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> !(answer instanceof Answer.Envelope))
        .hasSize(39)
        .allSatisfy(it -> assertThat(refusal(it).errors()).containsExactly(UNKNOWN));
  }

  @Test
  void whoIsSecondAtTheCommitIsRefused() {
    String document = document(nonce("azure"));
    server.store().beforeNextCommit(() -> envelope(login(document)));

    assertThat(refusal(login(document)).errors()).containsExactly(UNKNOWN);
  }

  @Test
  void aFloodOfNoncesIsAnsweredAndKeepsNothing() {
    nonce("azure");
    int before = server.store().keys().size();

    for (int i = 0; i < 2_000; i++) {
      nonce("azure");
    }

    assertThat(server.store().keys()).hasSize(before);
  }

  @Test
  void onlyTheNonceOfAGrantedLoginIsKeptAndNotInClear() {
    String nonce = nonce("azure");
    String document = document(nonce);

    server.verifier().accept("eyJ0.eyJ2.c2ln", TestServer.START, Map.of("sub", "nobody"));
    assertThat(refusal(login("eyJ0.eyJ2.c2ln", document)).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
    assertThat(used()).isEmpty();

    assertThat(envelope(login(document)).auth()).isPresent();
    assertThat(used()).singleElement().asString().doesNotContain(nonce);
  }

  @Test
  void aUsedNonceStaysUsedUntilItExpiredEverywhere() {
    String document = document(nonce("azure"));
    login(document);

    server.clock().advance(Duration.ofMinutes(4));
    assertThat(refusal(login(document)).errors()).containsExactly(UNKNOWN);
    server.clock().advance(Duration.ofMinutes(4));
    assertThat(refusal(login(document)).errors()).containsExactly(UNKNOWN);
  }

  @Test
  void aNonceOfAnotherMountIsUnknown() {
    mount("second");

    assertThat(refusal(login(document(nonce("second")))).errors()).containsExactly(UNKNOWN);
  }

  @Test
  void aMountWithoutConfigurationGivesNoNonce() {
    done(server.write(root, "sys/auth/empty", Map.of("type", "azure")));

    assertThat(refusal(server.write("", "auth/empty/login/nonce", Map.of())).errors())
        .containsExactly("tenant_id is required");
  }

  @Test
  void aForgedTokenMakesTheServerReadNoDocument() {
    server
        .cloud()
        .offer(
            AttestedSignatures.class,
            (cloud, document, now) -> {
              throw new AssertionError("a stranger's document was read");
            });

    assertThat(refusal(login("eyJ0.eyJ9.c2ln", document(nonce("azure")))).errors().get(0))
        .contains("token_not_accepted");
  }

  @Test
  void aCloudWithoutSignersSaysSo() {
    server.cloud().withdraw(AttestedSignatures.class);

    assertThat(refusal(login(document(nonce("azure")))).errors().get(0))
        .contains("this server knows no signer", "[attested_document_invalid]");
  }

  @Test
  void aCertificateThatCannotBeFetchedNowRefusesNobody() {
    String document = document(nonce("azure"));
    offerSearch(Optional.of(CompletableFuture.completedFuture(IssuerSearch.UNANSWERED)));

    Refusal refusal = refusal(login(document));

    assertThat(refusal.category()).isEqualTo(ErrorCategory.UPSTREAM_UNAVAILABLE);
    assertThat(refusal.errors()).containsExactly(ErrorCode.DOCUMENT_ISSUER_UNAVAILABLE.sentence());
    assertThat(refusal.retryAfter()).isPresent();
    assertThat(used()).as("the nonce can be used again").isEmpty();
  }

  @Test
  void aDocumentWhoseSignerLeadsNowhereIsRefused() {
    String document = document(nonce("azure"));
    offerSearch(Optional.of(CompletableFuture.completedFuture(IssuerSearch.NOT_THERE)));
    assertThat(refusal(login(document)).errors().get(0)).contains("[attested_document_invalid]");

    offerSearch(Optional.empty());
    assertThat(refusal(login(document)).errors().get(0)).contains("[attested_document_invalid]");
  }

  // A cloud that knows no signer, and searches with that result.
  private void offerSearch(Optional<CompletableFuture<IssuerSearch>> search) {
    server
        .cloud()
        .offer(
            AttestedSignatures.class,
            new AttestedSignatures() {
              @Override
              public AttestedProof verify(String cloud, byte[] document, Instant now) {
                return AttestedProof.rejected("its signer is not known here");
              }

              @Override
              public Optional<CompletableFuture<IssuerSearch>> fetchMissing(
                  String cloud, byte[] document, Instant now, Predicate<String> isOurs) {
                return search;
              }
            });
  }

  @Test
  void theAuditRecordOfAReplayNamesTheFirstLogin() {
    server.enableAudit(root);
    String document = document(nonce("azure"));
    login(document);
    login(document);

    List<Value.Obj> answers = server.audit().records("response");
    Value.Obj first = answers.get(answers.size() - 2);
    Value.Obj second = answers.get(answers.size() - 1);
    Value id = ((Value.Obj) first.get("request").orElseThrow()).get("id").orElseThrow();
    assertThat(((Value.Obj) second.get("azimuth").orElseThrow()).members())
        .containsEntry("decision", Value.of("refused"))
        .containsEntry("first_use", id);
    assertThat(answers.toString()).doesNotContain(document);
  }

  private void mount(String name) {
    done(server.write(root, "sys/auth/" + name, Map.of("type", "azure")));
    done(
        server.write(
            root,
            "auth/" + name + "/config",
            Map.of("tenant_id", FakeCloud.TENANT, "resource", "https://vault.example")));
    done(
        server.write(
            root,
            "auth/" + name + "/role/web",
            Map.of(
                "bound_service_principal_ids",
                OID,
                "bound_resource_groups",
                "rg-web",
                "require_attested_document",
                true)));
  }

  private String nonce(String mount) {
    Value nonce = data(server.write("", "auth/" + mount + "/login/nonce", Map.of())).get("nonce");
    return ((Value.Text) nonce).text();
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
                    VM_ID,
                    new SubscriptionId(SUBSCRIPTION))));
  }

  private Answer login(String document) {
    return login(JWT, document);
  }

  private Answer login(String jwt, String document) {
    return server.write(
        "", LOGIN, Map.of("role", "web", "jwt", jwt, "attested_document", document));
  }

  private static Map<String, Object> request(String document) {
    return Map.of("role", "web", "jwt", JWT, "attested_document", document);
  }

  private List<String> used() {
    return server.store().keys().stream().filter(key -> key.contains("/used-token/")).toList();
  }

  private static Map<String, Object> claims() {
    return Map.of(
        "oid", OID, "sub", OID, "idtyp", "app", "xms_mirid", MACHINE, "tid", FakeCloud.TENANT);
  }
}
