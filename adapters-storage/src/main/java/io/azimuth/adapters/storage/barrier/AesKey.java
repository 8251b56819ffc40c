package io.azimuth.adapters.storage.barrier;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import java.util.Arrays;
import javax.crypto.SecretKey;

/** An AES-256 key that can be wiped; once it is, nobody encrypts with what is left of it. */
final class AesKey implements SecretKey {

  static final int LENGTH = 32;
  private static final long serialVersionUID = 1L;

  private final transient byte[] bytes;
  private boolean destroyed;

  /** Keeps a copy of the bytes. */
  AesKey(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a key has 32 bytes");
    }
    this.bytes = bytes.clone();
  }

  @Override
  public String getAlgorithm() {
    return "AES";
  }

  @Override
  public String getFormat() {
    return "RAW";
  }

  @Override
  public synchronized byte[] getEncoded() {
    if (destroyed) {
      throw new ServiceException(ErrorCode.SEALED, "the keys were wiped");
    }
    return bytes.clone();
  }

  @Override
  public synchronized void destroy() {
    destroyed = true;
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public synchronized boolean isDestroyed() {
    return destroyed;
  }

  @Override
  public String toString() {
    return "***";
  }
}
