package io.azimuth.adapters.storage.pgp;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.port.seal.PgpEncryption;
import io.azimuth.application.port.seal.PgpRecipient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class BouncyCastlePgpTest {

  private static final PgpKeys HOLDER = PgpKeys.endless();
  private static final byte[] SHARE = "a5".repeat(33).getBytes(StandardCharsets.US_ASCII);

  private final PgpEncryption pgp = at(PgpKeys.BORN.plusSeconds(1_000));

  private static PgpEncryption at(Instant now) {
    return new BouncyCastlePgp(Clock.fixed(now, ZoneOffset.UTC), new SecureRandom());
  }

  @Test
  void onlyTheHolderReadsTheMessage() {
    PgpRecipient recipient = pgp.recipient(HOLDER.base64()).orElseThrow();

    byte[] message = recipient.encrypt(SHARE);

    assertThat(HOLDER.decrypt(message)).isEqualTo(SHARE);
    assertThat(recipient.encrypt(SHARE)).isNotEqualTo(message);
    assertThat(recipient.fingerprint()).isEqualTo(HOLDER.fingerprint()).hasSize(40);
  }

  @Test
  void takesEveryFormOfAKey() {
    String base64OfArmour =
        Base64.getEncoder().encodeToString(HOLDER.armoured().getBytes(StandardCharsets.US_ASCII));
    String inLines = Base64.getMimeEncoder().encodeToString(HOLDER.binary());

    for (String form : new String[] {HOLDER.armoured(), base64OfArmour, inLines}) {
      assertThat(HOLDER.decrypt(pgp.recipient(form).orElseThrow().encrypt(SHARE))).isEqualTo(SHARE);
    }
  }

  @Test
  void aKeyWithoutOneToEncryptWithIsRefused() {
    assertProblem(PgpKeys.signingOnly().base64(), "it has no usable encryption key");
  }

  @Test
  void anEncryptionKeyEndsAtItsLastSecond() {
    PgpKeys ending = PgpKeys.encryptingFor(1_000);

    assertThat(at(PgpKeys.BORN.plusSeconds(999)).recipient(ending.base64()).isGood()).isTrue();
    assertProblem(ending.base64(), "its encryption key is expired");
  }

  @Test
  void aPrimaryKeyEndsAtItsLastSecond() {
    PgpKeys ending = PgpKeys.endingAfter(1_000);

    assertThat(at(PgpKeys.BORN.plusSeconds(999)).recipient(ending.base64()).isGood()).isTrue();
    assertProblem(ending.base64(), "it is expired");
  }

  @Test
  void whatIsNoKeyIsRefused() {
    assertProblem("", "this is no public key");
    assertProblem("%%%", "the key is neither base64 nor armoured");
    assertProblem("AAAA", "this is no OpenPGP key");
    assertProblem(
        "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nnothing", "the armour of the key is damaged");
    assertProblem("A".repeat(1 << 20), "the key is too large");
  }

  @Test
  void twoKeysAreRefused() {
    byte[] both = concat(HOLDER.binary(), PgpKeys.endless().binary());

    assertProblem(Base64.getEncoder().encodeToString(both), "this is more than one key");
  }

  @Test
  void aKeyThatIsCutShortIsRefused() {
    byte[] whole = HOLDER.binary();

    assertProblem(
        Base64.getEncoder().encodeToString(Arrays.copyOf(whole, whole.length - 1)),
        "the key is damaged or cut short");
  }

  @Test
  void aSubkeyThatTheOwnerDidNotSignDoesNotCount() {
    byte[] signing = PgpKeys.signingOnly().binary();
    byte[] foreign = HOLDER.encryptionPackets();

    assertProblem(
        Base64.getEncoder().encodeToString(concat(signing, foreign)),
        "it has no usable encryption key");
  }

  @Test
  void packetsThatNeedMuchRoomAreRefusedBeforeTheyAreRead() {
    byte[] picture = {(byte) 0xd1, 6, (byte) 0xff, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff, 1};
    byte[] version6 = {(byte) 0xc6, 2, 6, 1};

    assertProblem(
        Base64.getEncoder().encodeToString(concat(HOLDER.binary(), picture)),
        "keys with a picture are not supported; export it with no-export-attributes");
    assertProblem(
        Base64.getEncoder().encodeToString(version6), "only keys of version 4 are supported");
  }

  @Test
  void keysThatOnlyMakeWorkAreRefusedBeforeTheyAreRead() {
    byte[] large = new byte[2 + 3 + 2_000];
    byte[] head = {(byte) 0x99, 0x07, (byte) 0xd0, 4, 0, 0, 0, 0, 17};
    System.arraycopy(head, 0, large, 0, head.length);
    byte[] exponent = {(byte) 0xc6, 13, 4, 0, 0, 0, 0, 1, 0, 8, (byte) 0xff, 0x20, 0, 1, 1};
    byte[] parts = HOLDER.binary();
    for (int i = 0; i < 64; i++) {
      parts = concat(parts, new byte[] {(byte) 0xcd, 1, 'a'});
    }

    assertProblem(
        Base64.getEncoder().encodeToString(Arrays.copyOf(large, 3 + 2_000)),
        "the key is larger than any that people use");
    assertProblem(
        Base64.getEncoder().encodeToString(exponent), "the key is larger than any that people use");
    assertProblem(
        Base64.getEncoder().encodeToString(parts),
        "the key has too many parts; export it with export-minimal");
  }

  @Test
  void numbersThatOnlyMakeWorkAreRefusedWhateverTheAlgorithm() {
    assertProblem(key(17, 3_073, 256), "the key is larger than any that people use");
    assertProblem(key(17, 3_072, 257), "the key is larger than any that people use");
    assertProblem(key(16, 4_097, 8), "the key is larger than any that people use");
    assertProblem(key(21, 8, 8), "keys of this algorithm are not supported");
  }

  /** A public key with two numbers of that many bits. */
  private static String key(int algorithm, int firstBits, int secondBits) {
    int first = (firstBits + 7) / 8;
    int second = (secondBits + 7) / 8;
    ByteBuffer body = ByteBuffer.allocate(6 + 2 + first + 2 + second);
    body.put((byte) 4).putInt(0).put((byte) algorithm);
    body.putShort((short) firstBits).position(body.position() + first);
    body.putShort((short) secondBits);
    ByteBuffer packet = ByteBuffer.allocate(3 + body.capacity());
    packet.put((byte) 0x99).putShort((short) body.capacity()).put(body.array());
    return Base64.getEncoder().encodeToString(packet.array());
  }

  // Every change of a key gives an answer, and soon.
  @Test
  void damagedKeysNeverEscapeAsAFault() {
    Random random = new Random(1);
    for (int round = 0; round < 2_000; round++) {
      byte[] key = HOLDER.binary();
      for (int change = 0; change <= round % 4; change++) {
        key[random.nextInt(key.length)] = (byte) random.nextInt();
      }
      assertThat(pgp.recipient(Base64.getEncoder().encodeToString(key))).isNotNull();
    }
  }

  private static byte[] concat(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  private void assertProblem(String key, String problem) {
    assertThat(pgp.recipient(key).problems()).containsExactly(problem);
  }
}
