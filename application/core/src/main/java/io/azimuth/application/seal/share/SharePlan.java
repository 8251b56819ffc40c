package io.azimuth.application.seal.share;

import io.azimuth.application.port.seal.PgpRecipient;
import io.azimuth.domain.seal.KeyShares;
import io.azimuth.domain.seal.ShareCounts;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.SecretGenerator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * How a key is to be handed out.
 *
 * @param recipients one for each share, or none: then the shares are returned in clear
 */
public record SharePlan(ShareCounts counts, List<PgpRecipient> recipients) {

  public SharePlan {
    recipients = List.copyOf(recipients);
    if (!recipients.isEmpty() && recipients.size() != counts.shares()) {
      throw new IllegalArgumentException("each share has its recipient");
    }
  }

  /** The fingerprints of the recipients' keys, one for each share; empty without recipients. */
  public List<String> fingerprints() {
    return recipients.stream().map(PgpRecipient::fingerprint).toList();
  }

  /** Splits the key into shares and encrypts them for the recipients. */
  public IssuedShares issue(SecretBytes key, SecretGenerator secrets) {
    List<SecretBytes> shares = KeyShares.split(key, counts, secrets::bytes);
    List<String> hashes = shares.stream().map(ShareHash::of).toList();
    List<byte[]> issued = new ArrayList<>();
    for (int i = 0; i < shares.size(); i++) {
      byte[] share = shares.get(i).expose();
      issued.add(recipients.isEmpty() ? share : encrypted(share, recipients.get(i)));
      shares.get(i).wipe();
    }
    return new IssuedShares(issued, fingerprints(), hashes);
  }

  // The plaintext is hexadecimal digits, so that the holder can read it and type it in.
  private static byte[] encrypted(byte[] share, PgpRecipient recipient) {
    byte[] digits = HexFormat.of().formatHex(share).getBytes(StandardCharsets.US_ASCII);
    try {
      return recipient.encrypt(digits);
    } finally {
      Arrays.fill(share, (byte) 0);
      Arrays.fill(digits, (byte) 0);
    }
  }
}
