package io.azimuth.adapters.azure.attested;

import static io.azimuth.adapters.azure.attested.SigningChain.HOST;

import io.azimuth.azure.port.IssuerSearch;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;

/** Certificates at addresses, the documents of signers below them, and who verifies these. */
final class IssuerWeb {

  static final String ADDRESS = "http://pki.example/authority.crt";

  private static final String CONTENT =
      "{\"nonce\":\"ours\",\"timeStamp\":{\"createdOn\":\"11/25/26 12:00:00 -0000\","
          + "\"expiresOn\":\"11/25/26 18:00:00 -0000\"},"
          + "\"vmId\":\"ABCDEF00-0000-4000-8000-000000000001\","
          + "\"subscriptionId\":\"22222222-2222-2222-2222-222222222222\"}";

  private final Map<String, CompletableFuture<byte[]>> there = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final CmsAttestedSignatures signatures;

  /** Trusts these certificates, which a file in that directory has. */
  IssuerWeb(Path directory, X509Certificate... trusted) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
      for (X509Certificate one : trusted) {
        pem.writeObject(one);
      }
      pem.flush();
      Path file = Files.writeString(directory.resolve("attested.pem"), text.toString());
      signatures =
          new CmsAttestedSignatures(
              new AttestedSigners(
                  Map.of("lab", HOST), Map.of("lab", file), Map.of("lab", List.of("pki.example"))),
              (uri, cloud) -> answer(uri));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on the certificate is at {@link #ADDRESS}. */
  void publish(X509Certificate certificate) {
    try {
      publish(CompletableFuture.completedFuture(certificate.getEncoded()));
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From now on {@link #ADDRESS} answers so. */
  void publish(CompletableFuture<byte[]> body) {
    there.put(ADDRESS, body);
  }

  /** The addresses that were asked, in this order. */
  List<String> asked() {
    return asked;
  }

  /** A document that has no certificate but that of its signer. */
  static byte[] document(SigningChain chain) {
    return new SignedStructure(chain, CONTENT).withoutBetween().der();
  }

  /** A document that has these certificates beside that of its signer. */
  static byte[] document(SigningChain chain, X509Certificate... others) {
    return new SignedStructure(chain, CONTENT).withoutBetween().with(others).der();
  }

  /** Begins to fetch what the document lacks. */
  Optional<CompletableFuture<IssuerSearch>> begin(byte[] document, Instant now) {
    return signatures.fetchMissing("lab", document, now, "ours"::equals);
  }

  /** Whether what the document lacks was fetched. */
  boolean fetch(byte[] document, Instant now) {
    return begin(document, now)
        .map(CompletableFuture::join)
        .filter(IssuerSearch.FOUND::equals)
        .isPresent();
  }

  /** Why the document counts for nothing; empty when it is good. */
  String problem(byte[] document, Instant now) {
    return signatures.verify("lab", document, now).problem();
  }

  private CompletableFuture<byte[]> answer(URI uri) {
    asked.add(uri.toString());
    return there.getOrDefault(
        uri.toString(), CompletableFuture.failedFuture(new IOException("answered 404")));
  }
}
