package io.azimuth.adapters.storage.barrier;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/**
 * An AES-256 key that can be wiped; after that it cannot be used any more. It keeps idle ciphers
 * for reuse, as many as there were threads at work at the same time: making a cipher searches the
 * providers and expands the key, which costs as much as encrypting a record.
 */
final class AesKey implements SecretKey {

  static final int LENGTH = 32;
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final long serialVersionUID = 1L;

  private final transient byte[] bytes;
  private final transient Queue<Cipher> ciphers = new ConcurrentLinkedQueue<>();
  private volatile boolean destroyed;

  /** Copies the bytes. */
  AesKey(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a key has 32 bytes");
    }
    this.bytes = bytes.clone();
  }

  /** A cipher for this key, new or used before. The caller initialises it. */
  Cipher cipher() throws GeneralSecurityException {
    Cipher idle = ciphers.poll();
    return idle == null ? Cipher.getInstance(CIPHER) : idle;
  }

  /** Takes back a cipher whose work ended without an error. */
  void giveBack(Cipher cipher) {
    if (!destroyed) {
      ciphers.add(cipher);
    }
    if (destroyed) {
      ciphers.clear();
    }
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

  /** By which a key is recognised when it is gone. */
  ByteBuffer fingerprint() {
    byte[] copy = getEncoded();
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(copy));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } finally {
      Arrays.fill(copy, (byte) 0);
    }
  }

  @Override
  public synchronized void destroy() {
    destroyed = true;
    ciphers.clear();
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
