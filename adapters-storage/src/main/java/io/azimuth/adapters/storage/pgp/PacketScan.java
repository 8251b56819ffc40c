package io.azimuth.adapters.storage.pgp;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Set;

/**
 * Checks the frame of every packet (RFC 9580, 4.2) before the library reads any. Routes that take
 * keys are open to callers without a token, and the library allocates the length that a packet of
 * an unknown kind claims. So only the packets of a version 4 public key are accepted.
 */
final class PacketScan {

  private static final int SIGNATURE = 2;
  private static final int SECRET_KEY = 5;
  private static final int PUBLIC_KEY = 6;
  private static final int TRUST = 12;
  private static final int USER_ID = 13;
  private static final int PUBLIC_SUBKEY = 14;
  private static final int USER_ATTRIBUTE = 17;
  private static final int VERSION = 4;

  /**
   * Enough for RSA of 8,192 bits and the other common keys, and little enough that an attacker
   * cannot cause much work.
   */
  private static final int MAX_KEY_BYTES = 1_600;

  private static final int MAX_RSA_BITS = 8_192;
  private static final int MAX_EXPONENT_BITS = 64;
  private static final int MAX_ELGAMAL_BITS = 4_096;
  private static final int MAX_DSA_BITS = 3_072;
  private static final int MAX_DSA_ORDER_BITS = 256;
  private static final int ELGAMAL = 16;
  private static final int DSA = 17;
  private static final int MAX_PACKETS = 64;
  private static final Set<Integer> RSA = Set.of(1, 2, 3);

  /** Algorithms with named curves: the library knows no other curves. */
  private static final Set<Integer> CURVES = Set.of(18, 19, 22, 25, 26, 27, 28);

  private static final Set<Integer> KEYS = Set.of(PUBLIC_KEY, PUBLIC_SUBKEY);
  private static final Set<Integer> OTHERS = Set.of(SIGNATURE, TRUST, USER_ID);

  private PacketScan() {}

  static void check(byte[] key) throws UnusableKeyException {
    ByteBuffer in = ByteBuffer.wrap(key);
    int primaryKeys = 0;
    int packets = 0;
    try {
      while (in.hasRemaining()) {
        if (++packets > MAX_PACKETS) {
          throw new UnusableKeyException(
              "the key has too many parts; export it with export-minimal");
        }
        primaryKeys += next(in) == PUBLIC_KEY ? 1 : 0;
      }
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new UnusableKeyException("the key is damaged or cut short");
    }
    if (primaryKeys != 1) {
      throw new UnusableKeyException(
          primaryKeys == 0 ? "this is no public key" : "this is more than one key");
    }
  }

  private static int next(ByteBuffer in) throws UnusableKeyException {
    int header = in.get() & 0xff;
    if (header < 0x80) {
      throw new UnusableKeyException("this is no OpenPGP key");
    }
    boolean isNew = (header & 0x40) != 0;
    int tag = isNew ? header & 0x3f : (header >> 2) & 0x0f;
    int length = isNew ? newLength(in) : oldLength(in, header & 3);
    if (length < 1 || length > in.remaining()) {
      throw new UnusableKeyException("the key is damaged or cut short");
    }
    ByteBuffer packet = in.slice(in.position(), length);
    check(tag, packet.get(0));
    if (KEYS.contains(tag)) {
      checkSize(packet);
    }
    in.position(in.position() + length);
    return tag;
  }

  /**
   * A key has a version (1 byte), a time (4), an algorithm (1) and its numbers, each after its
   * length in bits (2).
   */
  private static void checkSize(ByteBuffer key) throws UnusableKeyException {
    if (key.remaining() > MAX_KEY_BYTES || !isUsual(key)) {
      throw new UnusableKeyException("the key is larger than any that people use");
    }
  }

  private static boolean isUsual(ByteBuffer key) throws UnusableKeyException {
    int algorithm = key.get(5);
    if (RSA.contains(algorithm)) {
      return numbersFit(key, MAX_RSA_BITS, MAX_EXPONENT_BITS);
    }
    if (algorithm == DSA) {
      return numbersFit(key, MAX_DSA_BITS, MAX_DSA_ORDER_BITS);
    }
    if (algorithm == ELGAMAL) {
      return numbersFit(key, MAX_ELGAMAL_BITS, MAX_ELGAMAL_BITS);
    }
    if (!CURVES.contains(algorithm)) {
      throw new UnusableKeyException("keys of this algorithm are not supported");
    }
    return true;
  }

  /** Whether the first two numbers of a key have at most this many bits. */
  private static boolean numbersFit(ByteBuffer key, int first, int second) {
    int firstBits = key.getShort(6) & 0xffff;
    int secondBits = key.getShort(8 + (firstBits + 7) / 8) & 0xffff;
    return firstBits <= first && secondBits <= second;
  }

  private static void check(int tag, int version) throws UnusableKeyException {
    if (tag == SECRET_KEY) {
      throw new UnusableKeyException("this is a private key; send the public one");
    }
    if (tag == USER_ATTRIBUTE) {
      throw new UnusableKeyException(
          "keys with a picture are not supported; export it with no-export-attributes");
    }
    if (!KEYS.contains(tag) && !OTHERS.contains(tag)) {
      throw new UnusableKeyException("this is no public key");
    }
    if ((KEYS.contains(tag) && version != VERSION) || (tag == SIGNATURE && version > VERSION)) {
      throw new UnusableKeyException("only keys of version 4 are supported");
    }
  }

  private static int newLength(ByteBuffer in) {
    int first = in.get() & 0xff;
    if (first < 192) {
      return first;
    }
    if (first < 224) {
      return ((first - 192) << 8) + (in.get() & 0xff) + 192;
    }
    if (first == 255) {
      return in.getInt();
    }
    throw new IllegalArgumentException("a part of a packet, in a key");
  }

  private static int oldLength(ByteBuffer in, int type) {
    return switch (type) {
      case 0 -> in.get() & 0xff;
      case 1 -> in.getShort() & 0xffff;
      case 2 -> in.getInt();
      default -> throw new IllegalArgumentException("a packet without an end, in a key");
    };
  }
}
