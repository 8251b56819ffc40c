package io.azimuth.application.seal;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.seal.Seal;
import io.azimuth.testkit.fake.FakeSeals;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** A seal whose key has versions: the newest wraps, and any may be forbidden to unwrap. */
final class VersionedSeal implements Seal {

  private final Set<Integer> refused = new HashSet<>();
  private int newest = 1;
  private boolean away;
  private boolean garbling;

  /** The version that wraps from now on. */
  void useVersion(int version) {
    newest = version;
  }

  /** The version may wrap, and not unwrap. */
  void refuse(int version) {
    refused.add(version);
  }

  /** The version may unwrap again. */
  void admit(int version) {
    refused.remove(version);
  }

  /** Whether the system that has the key does not answer. */
  void setAway(boolean wish) {
    away = wish;
  }

  /** Unwraps something else than it has wrapped from now on. */
  void garble() {
    garbling = true;
  }

  /** The version that made these bytes. */
  static int version(byte[] wrapped) {
    return wrapped[0];
  }

  @Override
  public String type() {
    return "static";
  }

  @Override
  public byte[] wrap(byte[] rootKey) {
    requireThere();
    byte[] body = key(newest).wrap(rootKey);
    return ByteBuffer.allocate(body.length + 1).put((byte) newest).put(body).array();
  }

  @Override
  public byte[] unwrap(byte[] wrapped) {
    requireThere();
    if (refused.contains(version(wrapped))) {
      throw new ServiceException(
          ErrorCode.SEAL_REFUSED, "version " + version(wrapped) + " may not unwrap");
    }
    return garbling ? new byte[32] : key(version(wrapped)).unwrap(body(wrapped));
  }

  @Override
  public boolean rewrapDue(byte[] wrapped) {
    requireThere();
    return version(wrapped) != newest;
  }

  @Override
  public boolean isOwn(byte[] wrapped) {
    return key(version(wrapped)).isOwn(body(wrapped));
  }

  private void requireThere() {
    if (away) {
      throw new ServiceException(ErrorCode.SEAL_UNAVAILABLE, "the connection broke");
    }
  }

  private static byte[] body(byte[] wrapped) {
    return Arrays.copyOfRange(wrapped, 1, wrapped.length);
  }

  private static Seal key(int version) {
    return FakeSeals.own(SecretBytes.of(new byte[] {(byte) version}));
  }
}
