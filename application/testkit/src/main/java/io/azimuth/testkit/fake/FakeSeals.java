package io.azimuth.testkit.fake;

import io.azimuth.application.port.seal.Seal;
import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretBytes;
import java.util.Arrays;
import java.util.Optional;

/** Seals that encrypt nothing, but tell right keys from wrong ones. */
public final class FakeSeals {

  /** A server that unseals itself. */
  public static final SealSetup UNSEALING_ITSELF =
      new SealSetup(
          Optional.of(new FakeSeal("static", SecretBytes.of(new byte[32]))), FakeSeals::keyed);

  /** A server that is unsealed with key shares. */
  public static final SealSetup OPENED_BY_PEOPLE =
      new SealSetup(Optional.empty(), FakeSeals::keyed);

  private FakeSeals() {}

  private static Seal keyed(SecretBytes key) {
    return new FakeSeal("shamir", SecretBytes.of(key.expose()));
  }

  private record FakeSeal(String type, SecretBytes key) implements Seal {

    @Override
    public byte[] wrap(byte[] rootKey) {
      byte[] wrapped = Arrays.copyOf(key.expose(), key.length() + rootKey.length);
      System.arraycopy(rootKey, 0, wrapped, key.length(), rootKey.length);
      return wrapped;
    }

    @Override
    public byte[] unwrap(byte[] wrapped) {
      if (!key.equals(SecretBytes.of(Arrays.copyOf(wrapped, key.length())))) {
        throw new ServiceException(ErrorCode.SEAL_UNUSABLE, "another key");
      }
      return Arrays.copyOfRange(wrapped, key.length(), wrapped.length);
    }

    @Override
    public boolean rewrapDue(byte[] wrapped) {
      return false;
    }
  }
}
