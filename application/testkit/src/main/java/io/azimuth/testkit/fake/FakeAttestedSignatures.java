package io.azimuth.testkit.fake;

import io.azimuth.azure.port.AttestedSignatures;
import io.azimuth.domain.azure.attested.AttestedDocument;
import io.azimuth.domain.azure.attested.AttestedProof;
import io.azimuth.domain.azure.id.SubscriptionId;
import io.azimuth.domain.azure.id.VmId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Documents in clear text, of which those of one cloud count as signed. */
public final class FakeAttestedSignatures implements AttestedSignatures {

  private static final String SIGNED = "signed";
  private static final int PARTS = 6;

  private final String cloud;

  /** Knows the documents of that cloud. */
  public FakeAttestedSignatures(String cloud) {
    this.cloud = cloud;
  }

  /** The document as the metadata service gives it. */
  public static byte[] sign(AttestedDocument document) {
    return String.join(
            "|",
            List.of(
                SIGNED,
                document.nonce(),
                document.createdOn().toString(),
                document.expiresOn().toString(),
                document.vmId().value(),
                document.subscription().value()))
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public AttestedProof verify(String of, byte[] document, Instant now) {
    String[] parts = new String(document, StandardCharsets.UTF_8).split("\\|", -1);
    if (document.length > MAX_BYTES
        || !of.equals(cloud)
        || parts.length != PARTS
        || !parts[0].equals(SIGNED)) {
      return AttestedProof.rejected("it is not signed");
    }
    return AttestedProof.proved(
        new AttestedDocument(
            parts[1],
            Instant.parse(parts[2]),
            Instant.parse(parts[3]),
            new VmId(parts[4]),
            new SubscriptionId(parts[5])));
  }
}
