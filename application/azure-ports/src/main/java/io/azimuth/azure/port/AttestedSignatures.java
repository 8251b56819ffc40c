package io.azimuth.azure.port;

import io.azimuth.domain.azure.attested.AttestedProof;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * Verifies the signatures of attested documents. Safe for use by many threads, and waits for
 * nothing. Verifying makes no call: it takes the certificates that come with the document, those
 * that the configuration names and those that were fetched before.
 */
public interface AttestedSignatures {

  /** The largest document, in bytes; one of Azure has about 5,000. */
  int MAX_BYTES = 12 * 1024;

  /**
   * The content of the document, if the metadata service of the cloud signed it: the signature is
   * good, the signer's certificate is for a host of that service and leads to a root that is
   * trusted for it, and every certificate is valid at that time. The nonce and the times of the
   * document itself are not judged here.
   *
   * @param cloud the name of the cloud, in its canonical spelling
   * @param document the PKCS #7 structure, in DER
   * @param now the time of the login
   * @return a rejection also for what is no such structure, or too large; never an exception
   */
  AttestedProof verify(String cloud, byte[] document, Instant now);

  /**
   * Begins to fetch the certificates between the signer of the document and a root that {@link
   * #verify} does not know, where the configuration allows it. The addresses come from the
   * document, so it is for documents of callers who have proved who they are, and the signature
   * over the content must be that of the certificate that it names.
   *
   * @param isOurs whether the nonce of the document is one that may be used; is asked once, by the
   *     caller's thread, and nothing is fetched when it is not
   * @return completes within seconds, and never fails; empty when nothing is missing or nothing can
   *     be fetched
   */
  default Optional<CompletableFuture<IssuerSearch>> fetchMissing(
      String cloud, byte[] document, Instant now, Predicate<String> isOurs) {
    return Optional.empty();
  }
}
