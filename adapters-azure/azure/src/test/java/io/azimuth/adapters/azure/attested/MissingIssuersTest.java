package io.azimuth.adapters.azure.attested;

import static io.azimuth.adapters.azure.attested.SigningChain.DAY;
import static io.azimuth.adapters.azure.attested.SigningChain.HOST;
import static io.azimuth.adapters.azure.attested.SigningChain.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.azure.port.IssuerSearch;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that lack the certificate of the authority, which a source of the test has. */
class MissingIssuersTest {

  private static final String ADDRESS = "http://pki.example/authority.crt";
  private static final String CONTENT =
      "{\"nonce\":\"ours\",\"timeStamp\":{\"createdOn\":\"11/25/26 12:00:00 -0000\","
          + "\"expiresOn\":\"11/25/26 18:00:00 -0000\"},"
          + "\"vmId\":\"ABCDEF00-0000-4000-8000-000000000001\","
          + "\"subscriptionId\":\"22222222-2222-2222-2222-222222222222\"}";

  @TempDir private Path directory;
  private final SigningChain chain = new SigningChain().issuerAt(ADDRESS);
  private final List<String> asked = new ArrayList<>();
  private Supplier<CompletableFuture<byte[]>> source =
      () -> CompletableFuture.completedFuture(der(chain.between()));
  private Path roots;

  @BeforeEach
  void writeRoots() throws IOException {
    roots = Files.writeString(directory.resolve("roots.pem"), pem(chain.root()));
  }

  @Test
  void whatIsMissingIsFetchedOnceAndKept() {
    CmsAttestedSignatures signatures = fetchingFrom("pki.example");
    byte[] document = document(chain);
    assertThat(problem(signatures, document)).contains("CN=Test Authority is not known here");

    assertThat(fetch(signatures, document, NOW)).contains(IssuerSearch.FOUND);

    assertThat(signatures.verify("lab", document, NOW).document()).isPresent();
    assertThat(fetch(signatures, document, NOW)).isEmpty();
    assertThat(signatures.verify("lab", document(anotherSigner()), NOW).document()).isPresent();
    assertThat(asked).containsExactly(ADDRESS);
  }

  @Test
  void nothingIsFetchedForANonceThatIsNotOurs() {
    assertThat(
            fetchingFrom("pki.example")
                .fetchMissing("lab", document(chain), NOW, nonce -> nonce.equals("another")))
        .isEmpty();
    assertThat(asked).isEmpty();
  }

  @Test
  void nothingIsFetchedForADocumentThatItsSignerDidNotSign() {
    byte[] changed = document(chain);
    changed[changed.length - 1] ^= 1;

    assertThat(fetch(fetchingFrom("pki.example"), changed, NOW)).isEmpty();
    assertThat(asked).isEmpty();
  }

  @Test
  void nothingIsFetchedForASignerOfAnotherHost() {
    byte[] document = document(chain.hosts("www.elsewhere.example"));

    assertThat(fetch(fetchingFrom("pki.example"), document, NOW)).isEmpty();
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://other.example/authority.crt",
        "http://pki.example.other.example/authority.crt",
        "http://other.example/pki.example",
        "http://pki.example@other.example/authority.crt",
        "http://user@pki.example/authority.crt",
        "http://pki.example:8080/authority.crt",
        "https://pki.example:80/authority.crt",
        "ldap://pki.example/cn=authority",
        "file:///etc/passwd",
        "http://169.254.169.254/metadata",
        "//pki.example/authority.crt",
        "http://pki.example/a b",
        "http://pki.example/#authority",
        ""
      })
  void onlyListedHostsAreAsked(String address) {
    byte[] document = document(new SigningChain().issuerAt(address));

    assertThat(fetch(fetchingFrom("pki.example"), document, NOW)).isEmpty();
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://pki.example:80/a.crt",
        "https://PKI.example/a.crt",
        "https://pki.example:443/a.crt",
        "https://pki.example:8443/a.crt"
      })
  void theUsualPortsAndTheListedOneAreAsked(String address) {
    byte[] document = document(new SigningChain().issuerAt("ldap://pki.example/", address));

    assertThat(fetch(fetchingFrom("pki.example", "Pki.example:8443"), document, NOW))
        .contains(IssuerSearch.FOUND);
    assertThat(asked).containsExactly(address);
  }

  @Test
  void withoutHostsNothingIsFetched() {
    assertThat(fetch(fetchingFrom(), document(chain), NOW)).isEmpty();
    assertThat(asked).isEmpty();
  }

  @Test
  void anAddressThatFailsIsAskedAgainAfterASecondAndThenAfterTwiceAsLong() {
    source = () -> CompletableFuture.failedFuture(new IOException("answered 503"));
    CmsAttestedSignatures signatures = fetchingFrom("pki.example");
    byte[] document = document(chain);
    List<Integer> seconds = new ArrayList<>();

    for (int second = 0; second < 200; second++) {
      int before = asked.size();
      assertThat(fetch(signatures, document, NOW.plusSeconds(second)))
          .contains(IssuerSearch.UNANSWERED);
      if (asked.size() > before) {
        seconds.add(second);
      }
    }

    assertThat(seconds).containsExactly(0, 1, 3, 7, 15, 31, 63, 123, 183);
  }

  @Test
  void anAddressThatAnswersAgainIsForgivenItsFailures() {
    source = () -> CompletableFuture.failedFuture(new IOException("answered 503"));
    FetchedCertificates certificates = new FetchedCertificates(this::asked);
    var unused1 = certificates.at(URI.create(ADDRESS), NOW);
    var unused2 = certificates.at(URI.create(ADDRESS), NOW.plusSeconds(1));
    source = () -> CompletableFuture.completedFuture(der(chain.between()));
    assertThat(certificates.at(URI.create(ADDRESS), NOW.plusSeconds(3)).join()).isPresent();
    source = () -> CompletableFuture.failedFuture(new IOException("answered 503"));

    assertThat(certificates.at(URI.create(ADDRESS), NOW.plusSeconds(62)).join()).isPresent();
    assertThat(certificates.at(URI.create(ADDRESS), NOW.plusSeconds(63)).join()).isEmpty();
    var unused3 = certificates.at(URI.create(ADDRESS), NOW.plusSeconds(64));
    assertThat(asked).hasSize(5);
  }

  @Test
  void whoComesWhileAnAddressHangsWaitsForItsAnswer() {
    CompletableFuture<byte[]> body = new CompletableFuture<>();
    source = () -> body;
    FetchedCertificates certificates = new FetchedCertificates(this::asked);

    var unused4 = certificates.at(URI.create(ADDRESS), NOW);
    var unused5 = certificates.at(URI.create(ADDRESS), NOW.plusSeconds(4));

    assertThat(asked).hasSize(1);
  }

  @Test
  void aSourceThatBreaksIsLikeAnAddressThatFailed() {
    source =
        () -> {
          throw new IllegalStateException("planned");
        };
    CmsAttestedSignatures signatures = fetchingFrom("pki.example");
    byte[] document = document(chain);

    assertThat(fetch(signatures, document, NOW)).contains(IssuerSearch.UNANSWERED);

    source = () -> CompletableFuture.completedFuture(der(chain.between()));
    assertThat(fetch(signatures, document, NOW.plusSeconds(1))).contains(IssuerSearch.FOUND);
    assertThat(asked).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>sign in to the network first</html>"})
  void whatIsNoCertificateSaysNothingOfTheDocument(String page) {
    source = () -> CompletableFuture.completedFuture(page.getBytes(StandardCharsets.UTF_8));

    assertThat(fetch(fetchingFrom("pki.example"), document(chain), NOW))
        .contains(IssuerSearch.UNANSWERED);
  }

  @Test
  void anotherCertificateInItsPlaceIsNotKept() {
    for (byte[] wrong :
        List.of(
            der(chain.root()),
            der(chain.signer()),
            der(new SigningChain().betweenIsNoAuthority().between()),
            der(new SigningChain().betweenUntil(NOW.minusSeconds(1)).between()))) {
      source = () -> CompletableFuture.completedFuture(wrong);
      CmsAttestedSignatures signatures = fetchingFrom("pki.example");

      assertThat(fetch(signatures, document(chain), NOW)).contains(IssuerSearch.NOT_THERE);
      assertThat(problem(signatures, document(chain))).contains("is not known here");
    }
  }

  @Test
  void anAuthorityThatLeadsToNoRootIsNotKept() throws IOException {
    SigningChain foreign = new SigningChain().signsItself();
    Files.writeString(roots, pem(foreign.subject("CN=Another Root").signer()));
    CmsAttestedSignatures signatures = fetchingFrom("pki.example");

    assertThat(fetch(signatures, document(chain), NOW)).contains(IssuerSearch.NOT_THERE);
    assertThat(problem(signatures, document(chain))).contains("CN=Test Authority");
  }

  @Test
  void twentyFetchesBeginWithinAMinuteAtMost() {
    source = () -> CompletableFuture.failedFuture(new IOException("answered 404"));
    CmsAttestedSignatures signatures = fetchingFrom("pki.example");

    for (int number = 0; number < 2 * FetchedCertificates.MAX_A_MINUTE; number++) {
      byte[] document = document(new SigningChain().issuerAt("http://pki.example/" + number));
      assertThat(fetch(signatures, document, NOW)).contains(IssuerSearch.UNANSWERED);
    }

    assertThat(asked).hasSize(FetchedCertificates.MAX_A_MINUTE);
    byte[] later = document(new SigningChain().issuerAt("http://pki.example/later"));
    assertThat(fetch(signatures, later, NOW.plus(Duration.ofMinutes(1))))
        .contains(IssuerSearch.UNANSWERED);
    assertThat(asked).hasSize(FetchedCertificates.MAX_A_MINUTE + 1);
  }

  @Test
  void loginsThatComeMeanwhileShareTheFetch() {
    CompletableFuture<byte[]> body = new CompletableFuture<>();
    source = () -> body;
    CmsAttestedSignatures signatures = fetchingFrom("pki.example");
    byte[] document = document(chain);

    List<CompletableFuture<IssuerSearch>> all = new ArrayList<>();
    for (int login = 0; login < 5; login++) {
      signatures.fetchMissing("lab", document, NOW, "ours"::equals).ifPresent(all::add);
    }
    body.complete(der(chain.between()));

    assertThat(all)
        .hasSize(5)
        .allSatisfy(it -> assertThat(it.join()).isEqualTo(IssuerSearch.FOUND));
    assertThat(asked).hasSize(1);
  }

  private SigningChain anotherSigner() {
    return new SigningChain().valid(NOW.minus(DAY), NOW.plus(DAY).plusSeconds(1));
  }

  private CmsAttestedSignatures fetchingFrom(String... hosts) {
    return new CmsAttestedSignatures(
        new AttestedSigners(
            Map.of("lab", HOST), Map.of("lab", roots), Map.of("lab", List.of(hosts))),
        (uri, cloud) -> {
          assertThat(cloud).isEqualTo("lab");
          return asked(uri);
        });
  }

  private CompletableFuture<byte[]> asked(URI uri) {
    asked.add(uri.toString());
    return source.get();
  }

  private static byte[] document(SigningChain signing) {
    return new SignedStructure(signing, CONTENT).withoutBetween().der();
  }

  private static Optional<IssuerSearch> fetch(
      CmsAttestedSignatures signatures, byte[] document, Instant now) {
    return signatures
        .fetchMissing("lab", document, now, "ours"::equals)
        .map(CompletableFuture::join);
  }

  private static String problem(CmsAttestedSignatures signatures, byte[] document) {
    return signatures.verify("lab", document, NOW).problem();
  }

  private static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(X509Certificate certificate) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
      pem.writeObject(certificate);
    }
    return text.toString();
  }
}
