package io.azimuth.adapters.storage.pgp;

import io.azimuth.application.port.seal.PgpEncryption;
import io.azimuth.application.port.seal.PgpRecipient;
import io.azimuth.domain.text.Checked;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;

/**
 * OpenPGP with Bouncy Castle, without its security provider. No class of it is named here: the
 * first one has the signature of its jar checked, which a start need not wait for.
 */
final class BouncyCastlePgp implements PgpEncryption {

  private final Clock clock;
  private final SecureRandom random;

  BouncyCastlePgp(Clock clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  @Override
  public Checked<PgpRecipient> recipient(String text) {
    try {
      byte[] bytes = KeyBytes.of(text);
      PacketScan.check(bytes);
      return Checked.of(recipient(bytes));
    } catch (UnusableKeyException e) {
      return Checked.problem(String.valueOf(e.getMessage()));
    }
  }

  private PgpRecipient recipient(byte[] bytes) throws UnusableKeyException {
    try {
      EncryptionKeys keys = EncryptionKeys.in(bytes, clock.instant());
      PgpRecipient recipient =
          new BouncyCastleRecipient(
              HexFormat.of().formatHex(keys.fingerprint()), keys.best(), random);
      recipient.encrypt(new byte[1]); // an unusable key must fail now, not later
      return recipient;
    } catch (IOException | RuntimeException e) { // the library throws either for malformed data
      throw new UnusableKeyException("the key is damaged or of an unknown kind");
    }
  }
}
