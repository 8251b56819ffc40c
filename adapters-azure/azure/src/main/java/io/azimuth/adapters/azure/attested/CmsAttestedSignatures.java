package io.azimuth.adapters.azure.attested;

import io.azimuth.azure.port.AttestedSignatures;
import io.azimuth.domain.azure.attested.AttestedProof;
import io.azimuth.domain.text.AsciiCase;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Verifies documents with the certificates of the JDK and of the configuration. */
public final class CmsAttestedSignatures implements AttestedSignatures {

  private final AttestedSigners signers;
  private final Map<String, AttestedTrust> trusts = new ConcurrentHashMap<>();

  public CmsAttestedSignatures(AttestedSigners signers) {
    this.signers = signers;
  }

  @Override
  public AttestedProof verify(String cloud, byte[] document, Instant now) {
    if (document.length > MAX_BYTES) {
      return AttestedProof.rejected("it has more than " + MAX_BYTES + " bytes");
    }
    try {
      SignedContent signed = SignedContent.read(document);
      new DocumentSignature(signed.signer(), signed.certificate().getPublicKey())
          .requireOver(signed.content());
      trust(cloud).requireSigner(signed.certificate(), signed.others(), now);
      return AttestedProof.proved(AttestedContent.read(signed.content()));
    } catch (RejectedDocumentException e) {
      return AttestedProof.rejected(e.problem());
    }
  }

  private AttestedTrust trust(String cloud) throws RejectedDocumentException {
    String name = AsciiCase.fold(cloud);
    AttestedTrust known = trusts.get(name);
    if (known != null) {
      return known;
    }
    AttestedTrust read =
        signers
            .of(name)
            .orElseThrow(
                () ->
                    new RejectedDocumentException(
                        "the configuration file says no attested_host for the cloud"));
    trusts.put(name, read);
    return read;
  }
}
