package io.azimuth.application.seal.share;

import io.azimuth.application.port.seal.HeldShares;
import io.azimuth.application.port.seal.SealWrappedKey;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.SecretGenerator;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Keys that are split into shares: 256 random bits each, and the form that the store keeps. */
@Singleton
public final class ShareholderKeys {

  private static final int BYTES = 32;

  private final SealSetup setup;
  private final SecretGenerator secrets;

  @Inject
  ShareholderKeys(SealSetup setup, SecretGenerator secrets) {
    this.setup = setup;
    this.secrets = secrets;
  }

  public SecretBytes generate() {
    return SecretBytes.taking(secrets.bytes(BYTES));
  }

  /** The root key, wrapped under the split key. */
  public SealWrappedKey wrapRootKey(SecretBytes held, HeldShares shares, byte[] rootKey) {
    return new SealWrappedKey(
        Optional.of(shares), ProvedWrap.of(setup.keyed().under(held), rootKey));
  }
}
