package io.azimuth.azure.replay;

import io.azimuth.domain.azure.attested.NonceState;
import io.azimuth.domain.azure.login.TokenUse;
import io.azimuth.domain.mount.MountHash;
import io.azimuth.domain.time.ClockSkew;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.storage.MountHashes;
import io.azimuth.spi.storage.MountTransaction;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The nonces of a mount: 32 digits and letters, as many as Azure's metadata service takes. They are
 * the second of their issue, 6 random bytes and the first 10 bytes of a keyed hash of both. So the
 * mount knows its nonces again without keeping them, and requests for nonces cannot fill its
 * storage. Only the nonce of a granted login is kept, as a used one, in the place that it alone
 * decides, until long after it expired.
 *
 * @see UsedTokens
 */
public final class AttestedNonces {

  /** How long a nonce is good. */
  public static final Duration LIFETIME = Duration.ofMinutes(5);

  private static final String KEY = "attested-nonce-key";
  private static final String ISSUED = "attested-nonce";
  private static final String USED = "used-attested-nonce";

  private static final int RADIX = 32;
  private static final int BYTES = 20; // 32 digits of 5 bits
  private static final int SIGNED_BYTES = 10;
  private static final int RANDOM_BYTES = 6;
  private static final Pattern FORM = Pattern.compile("[0-9a-v]{32}");

  private final MountHashes hashes;
  private final SecretGenerator secrets;

  public AttestedNonces(SecretGenerator secrets) {
    this.hashes = new MountHashes(KEY, secrets::bytes);
    this.secrets = secrets;
  }

  /** A fresh nonce. The first one of a mount stages the key of the mount. */
  public String issue(MountTransaction work, Instant now) {
    MountHash hash = hashes.find(work).orElseGet(() -> make(work));
    byte[] signed =
        ByteBuffer.allocate(SIGNED_BYTES)
            .putInt((int) now.getEpochSecond()) // unsigned: until 2106
            .put(secrets.bytes(RANDOM_BYTES))
            .array();
    byte[] whole = Arrays.copyOf(signed, BYTES);
    System.arraycopy(sign(hash, signed), 0, whole, SIGNED_BYTES, BYTES - SIGNED_BYTES);
    String digits = new BigInteger(1, whole).toString(RADIX);
    return "0".repeat(RADIX - digits.length()) + digits;
  }

  private MountHash make(MountTransaction work) {
    work.beginEpoch();
    return hashes.findOrMake(work);
  }

  /** What the mount knows of a nonce that came back. */
  public Judged judge(MountTransaction work, String nonce, Instant now) {
    Optional<MountHash> hash = hashes.find(work).filter(it -> isOurs(it, nonce));
    if (hash.isEmpty()) {
      return Judged.FOREIGN;
    }
    Instant issued = issuedAt(bytes(nonce));
    Instant expires = issued.plus(LIFETIME);
    if (!now.isBefore(expires) || issued.isAfter(now.plus(ClockSkew.ALLOWED))) {
      return new Judged(NonceState.EXPIRED, Optional.empty(), Optional.empty());
    }
    UsedTokenRecordName place = UsedTokenRecordName.of(expires, hash.get().of(USED, nonce));
    Optional<TokenUse> earlier = UsedTokens.find(work.storage(), place);
    return earlier.isPresent()
        ? new Judged(NonceState.USED, Optional.empty(), earlier)
        : new Judged(NonceState.FRESH, Optional.of(place), Optional.empty());
  }

  /**
   * What the mount knows of a nonce.
   *
   * @param state whether a login may use it
   * @param place where the login that uses it keeps that; only of a fresh one
   * @param earlier the login that used it; only of a used one
   */
  public record Judged(
      NonceState state, Optional<UsedTokenRecordName> place, Optional<TokenUse> earlier) {

    /** The mount did not issue it. */
    public static final Judged FOREIGN =
        new Judged(NonceState.FOREIGN, Optional.empty(), Optional.empty());

    public Judged {
      if (place.isPresent() != (state == NonceState.FRESH)
          || earlier.isPresent() != (state == NonceState.USED)) {
        throw new IllegalArgumentException("a fresh nonce has a place, a used one a user");
      }
    }
  }

  private static boolean isOurs(MountHash hash, String nonce) {
    if (!FORM.matcher(nonce).matches()) {
      return false;
    }
    byte[] whole = bytes(nonce);
    byte[] signature = Arrays.copyOfRange(whole, SIGNED_BYTES, BYTES);
    return MessageDigest.isEqual(signature, sign(hash, Arrays.copyOf(whole, SIGNED_BYTES)));
  }

  private static byte[] sign(MountHash hash, byte[] signed) {
    String digits = hash.of(ISSUED, HexFormat.of().formatHex(signed));
    return Arrays.copyOf(HexFormat.of().parseHex(digits), BYTES - SIGNED_BYTES);
  }

  private static Instant issuedAt(byte[] nonce) {
    return Instant.ofEpochSecond(Integer.toUnsignedLong(ByteBuffer.wrap(nonce).getInt()));
  }

  private static byte[] bytes(String nonce) {
    byte[] digits = new BigInteger(nonce, RADIX).toByteArray();
    byte[] whole = new byte[BYTES];
    int length = Math.min(BYTES, digits.length); // a leading zero byte of the sign is left out
    System.arraycopy(digits, digits.length - length, whole, BYTES - length, length);
    return whole;
  }
}
