package io.azimuth.adapters.azure.attested;

import static io.azimuth.adapters.azure.attested.IssuerWeb.ADDRESS;
import static io.azimuth.adapters.azure.attested.IssuerWeb.document;
import static io.azimuth.adapters.azure.attested.SigningChain.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.azure.port.IssuerSearch;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one document makes of an address is no matter of another one that names it, too. */
class IssuerAddressesTest {

  private final SigningChain genuine = new SigningChain().issuerAt(ADDRESS);
  private final SigningChain forged = new SigningChain().issuerAt(ADDRESS).signsItself();
  private IssuerWeb web;

  @BeforeEach
  void open(@TempDir Path directory) {
    web = new IssuerWeb(directory, genuine.root());
    web.publish(genuine.between());
  }

  @Test
  void aForgedSignerDoesNotLockTheAddressOfTheAuthority() {
    assertThat(web.fetch(document(forged), NOW)).isFalse();

    assertThat(web.fetch(document(genuine), NOW.plusSeconds(1))).isTrue();

    assertThat(web.problem(document(genuine), NOW)).isEmpty();
    assertThat(web.asked()).as("both share the answer").containsExactly(ADDRESS);
  }

  @Test
  void whoeverForgesAFleetOfSignersMakesOneFetchAMinute() {
    for (int number = 0; number < 50; number++) {
      SigningChain another = new SigningChain().issuerAt(ADDRESS).signsItself();
      assertThat(web.fetch(document(another.subject("CN=" + number)), NOW)).isFalse();
    }
    assertThat(web.asked()).hasSize(1);

    assertThat(web.fetch(document(genuine), NOW.plusSeconds(59))).isTrue();
    assertThat(web.fetch(document(forged), NOW.plusSeconds(60))).isFalse();
    assertThat(web.asked()).hasSize(2);
  }

  @Test
  void signersThatComeMeanwhileShareOneFetch() throws CertificateEncodingException {
    CompletableFuture<byte[]> body = new CompletableFuture<>();
    web.publish(body);

    Optional<CompletableFuture<IssuerSearch>> bad = web.begin(document(forged), NOW);
    Optional<CompletableFuture<IssuerSearch>> good = web.begin(document(genuine), NOW);
    body.complete(genuine.between().getEncoded());

    assertThat(bad.map(CompletableFuture::join)).contains(IssuerSearch.NOT_THERE);
    assertThat(good.map(CompletableFuture::join)).contains(IssuerSearch.FOUND);
    assertThat(web.asked()).hasSize(1);
  }

  @Test
  void anAuthorityThatWasRenewedIsFetchedWhenTheKnownOneHasExpired(@TempDir Path directory) {
    Instant expired = NOW.plusSeconds(7_200);
    SigningChain old = new SigningChain().issuerAt(ADDRESS).betweenUntil(NOW.plusSeconds(3_600));
    web.publish(old.between());
    assertThat(web.fetch(document(old), NOW)).isTrue();

    web.publish(genuine.between()); // the same name and key
    assertThat(web.problem(document(old), expired)).contains("CN=Test Authority is not known here");
    assertThat(web.fetch(document(old), expired)).isTrue();
    assertThat(web.problem(document(old), expired)).isEmpty();

    IssuerWeb configured = new IssuerWeb(directory, genuine.root(), old.between());
    configured.publish(genuine.between());
    assertThat(configured.fetch(document(old), expired))
        .as("the expired one is in attested_ca_file")
        .isTrue();
    assertThat(configured.fetch(document(old, old.between()), expired)).isFalse();
    assertThat(configured.problem(document(old, old.between()), expired))
        .as("the expired one is in the document")
        .isEmpty();
  }
}
