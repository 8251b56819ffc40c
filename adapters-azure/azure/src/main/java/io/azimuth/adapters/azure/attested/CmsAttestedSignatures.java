package io.azimuth.adapters.azure.attested;

import io.azimuth.azure.port.AttestedSignatures;
import io.azimuth.azure.port.IssuerSearch;
import io.azimuth.domain.azure.attested.AttestedProof;
import io.azimuth.domain.text.AsciiCase;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Verifies documents with the certificates of the JDK and of the configuration, and with those
 * between that were fetched.
 */
public final class CmsAttestedSignatures implements AttestedSignatures {

  private final AttestedSigners signers;
  private final CertificateSource source;
  private final Map<String, CloudSigners> clouds = new ConcurrentHashMap<>();

  private record CloudSigners(AttestedTrust trust, FetchedIssuers fetched) {

    List<X509Certificate> with(List<X509Certificate> sent) {
      List<X509Certificate> all = new ArrayList<>(sent);
      all.addAll(fetched.kept());
      return all;
    }
  }

  /** Verifies with what is there, and fetches nothing. */
  public CmsAttestedSignatures(AttestedSigners signers) {
    this(signers, CertificateSource.NONE);
  }

  /**
   * The same, and certificates that are missing are fetched when they are asked for.
   *
   * @param source fetches them
   */
  public CmsAttestedSignatures(AttestedSigners signers, CertificateSource source) {
    this.signers = signers;
    this.source = source;
  }

  @Override
  public AttestedProof verify(String cloud, byte[] document, Instant now) {
    if (document.length > MAX_BYTES) {
      return AttestedProof.rejected("it has more than " + MAX_BYTES + " bytes");
    }
    try {
      SignedContent signed = signed(document);
      CloudSigners known = signers(cloud);
      known.trust().requireSigner(signed.certificate(), known.with(signed.others()), now);
      return AttestedProof.proved(AttestedContent.read(signed.content()));
    } catch (RejectedDocumentException e) {
      return AttestedProof.rejected(e.problem());
    }
  }

  @Override
  public Optional<CompletableFuture<IssuerSearch>> fetchMissing(
      String cloud, byte[] document, Instant now, Predicate<String> isOurs) {
    if (document.length > MAX_BYTES) {
      return Optional.empty();
    }
    try {
      SignedContent signed = signed(document);
      CloudSigners known = signers(cloud);
      X509Certificate signer = signed.certificate();
      known.trust().hosts().requireIn(signer);
      List<X509Certificate> others = known.with(signed.others());
      if (known.trust().leads(signer, others, now)
          || !isOurs.test(AttestedContent.read(signed.content()).nonce())) {
        return Optional.empty();
      }
      return known
          .fetched()
          .climb(
              known.trust().top(signer, others, now),
              found -> known.trust().leads(signer, plus(others, found), now),
              now);
    } catch (RejectedDocumentException e) {
      return Optional.empty();
    }
  }

  private static List<X509Certificate> plus(
      List<X509Certificate> some, List<X509Certificate> others) {
    List<X509Certificate> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }

  private static SignedContent signed(byte[] document) throws RejectedDocumentException {
    SignedContent signed = SignedContent.read(document);
    new DocumentSignature(signed.signer(), signed.certificate().getPublicKey())
        .requireOver(signed.content());
    return signed;
  }

  private CloudSigners signers(String cloud) throws RejectedDocumentException {
    String name = AsciiCase.fold(cloud);
    CloudSigners known = clouds.get(name);
    if (known != null) {
      return known;
    }
    AttestedTrust trust =
        signers
            .of(name)
            .orElseThrow(
                () ->
                    new RejectedDocumentException(
                        "the configuration file says no attested_host for the cloud"));
    CloudSigners read =
        new CloudSigners(
            trust, new FetchedIssuers(signers.issuerHosts(name), uri -> source.fetch(uri, name)));
    CloudSigners before = clouds.putIfAbsent(name, read);
    return before == null ? read : before;
  }
}
