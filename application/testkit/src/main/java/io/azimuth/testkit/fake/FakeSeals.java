package io.azimuth.testkit.fake;

import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.seal.Seal;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Seals of a simple make, for tests alone: each wraps a key in the same way every time. */
public final class FakeSeals {

  /** A server that unseals itself. */
  public static final SealSetup UNSEALING_ITSELF =
      new SealSetup(Optional.of(own(SecretBytes.of(new byte[32]))), FakeSeals::keyed);

  /** A server that is unsealed with key shares. */
  public static final SealSetup OPENED_BY_PEOPLE =
      new SealSetup(Optional.empty(), FakeSeals::keyed);

  private static final int NAME = 8;
  private static final int TAG = 32;

  private FakeSeals() {}

  /** A seal that opens a server by itself, with this wrapping key. */
  public static Seal own(SecretBytes key) {
    return new FakeSeal("static", key, Optional.empty());
  }

  /** The same after a change of the wrapping key. */
  public static Seal own(SecretBytes key, SecretBytes previous) {
    return new FakeSeal("static", key, Optional.of(previous));
  }

  /** A seal whose key people hold. */
  public static Seal keyed(SecretBytes key) {
    return new FakeSeal("shamir", SecretBytes.of(key.expose()), Optional.empty());
  }

  /** Name of the wrapping key, tag, the wrapped key XOR a hash of the wrapping key. */
  private record FakeSeal(String type, SecretBytes key, Optional<SecretBytes> previous)
      implements Seal {

    @Override
    public byte[] wrap(byte[] rootKey) {
      byte[] hidden = crypt(key, rootKey);
      return ByteBuffer.allocate(NAME + TAG + hidden.length)
          .put(name(key))
          .put(tag(key, hidden))
          .put(hidden)
          .array();
    }

    @Override
    public byte[] unwrap(byte[] wrapped) {
      requireWhole(wrapped);
      SecretBytes wrapping =
          Stream.concat(Stream.of(key), previous.stream())
              .filter(it -> isNamed(it, wrapped))
              .findFirst()
              .orElseThrow(() -> unusable("another key"));
      byte[] hidden = Arrays.copyOfRange(wrapped, NAME + TAG, wrapped.length);
      if (!Arrays.equals(tag(wrapping, hidden), Arrays.copyOfRange(wrapped, NAME, NAME + TAG))) {
        throw unusable("changed bytes");
      }
      return crypt(wrapping, hidden);
    }

    @Override
    public boolean rewrapDue(byte[] wrapped) {
      requireWhole(wrapped);
      return !isNamed(key, wrapped);
    }

    @Override
    public boolean isOwn(byte[] wrapped) {
      return wrapped.length > NAME + TAG
          && Stream.concat(Stream.of(key), previous.stream()).anyMatch(it -> isNamed(it, wrapped));
    }

    private static void requireWhole(byte[] wrapped) {
      if (wrapped.length <= NAME + TAG) {
        throw unusable("cut bytes");
      }
    }

    private static boolean isNamed(SecretBytes key, byte[] wrapped) {
      return Arrays.equals(name(key), Arrays.copyOf(wrapped, NAME));
    }

    private static byte[] name(SecretBytes key) {
      return Arrays.copyOf(sha256(List.of(new byte[] {1}, key.expose())), NAME);
    }

    private static byte[] tag(SecretBytes key, byte[] hidden) {
      return sha256(List.of(new byte[] {2}, key.expose(), hidden));
    }

    private static byte[] crypt(SecretBytes key, byte[] text) {
      byte[] stream = sha256(List.of(new byte[] {3}, key.expose()));
      byte[] result = new byte[text.length];
      for (int i = 0; i < text.length; i++) {
        result[i] = (byte) (text[i] ^ stream[i % stream.length]);
      }
      return result;
    }

    private static byte[] sha256(List<byte[]> parts) {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        parts.forEach(digest::update);
        return digest.digest();
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }

    private static ServiceException unusable(String detail) {
      return new ServiceException(ErrorCode.SEAL_UNUSABLE, detail);
    }
  }
}
