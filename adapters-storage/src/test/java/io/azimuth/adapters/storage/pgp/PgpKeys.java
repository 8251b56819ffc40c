package io.azimuth.adapters.storage.pgp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPPublicKeyEncryptedData;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.PGPDigestCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyDataDecryptorFactory;

/** An owner of OpenPGP keys: a primary key that signs and, if wanted, a key that encrypts. */
final class PgpKeys {

  static final Instant BORN = Instant.parse("2026-01-01T00:00:00Z");

  private static final int BITS = 1_024; // quick to generate; only for tests
  private static final SecureRandom RANDOM = new SecureRandom();

  private final PGPKeyPair encryption;
  private final PGPPublicKeyRing ring;

  private PgpKeys(PGPKeyPair encryption, PGPPublicKeyRing ring) {
    this.encryption = encryption;
    this.ring = ring;
  }

  /** Keys that never expire. */
  static PgpKeys endless() {
    return make(Optional.of(0L), 0);
  }

  /** Keys whose encryption key expires after that many seconds. */
  static PgpKeys encryptingFor(long seconds) {
    return make(Optional.of(seconds), 0);
  }

  /** Keys that all expire after that many seconds. */
  static PgpKeys endingAfter(long seconds) {
    return make(Optional.of(0L), seconds);
  }

  /** A key that only signs. */
  static PgpKeys signingOnly() {
    return make(Optional.empty(), 0);
  }

  private static PgpKeys make(Optional<Long> encryptionSeconds, long primarySeconds) {
    try {
      PGPKeyPair primary = pair();
      PGPKeyPair encryption = pair();
      PGPDigestCalculator sha1 = new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1);
      PGPKeyRingGenerator generator =
          new PGPKeyRingGenerator(
              PGPSignature.POSITIVE_CERTIFICATION,
              primary,
              "Holder <holder@example.com>",
              sha1,
              subpackets(KeyFlags.SIGN_DATA | KeyFlags.CERTIFY_OTHER, primarySeconds).generate(),
              null,
              new BcPGPContentSignerBuilder(
                  primary.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA256),
              null);
      if (encryptionSeconds.isPresent()) {
        int flags = KeyFlags.ENCRYPT_COMMS | KeyFlags.ENCRYPT_STORAGE;
        generator.addSubKey(
            encryption, subpackets(flags, encryptionSeconds.get()).generate(), null);
      }
      return new PgpKeys(encryption, generator.generatePublicKeyRing());
    } catch (PGPException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PGPSignatureSubpacketGenerator subpackets(int flags, long seconds) {
    PGPSignatureSubpacketGenerator subpackets = new PGPSignatureSubpacketGenerator();
    subpackets.setKeyFlags(false, flags);
    if (seconds > 0) {
      subpackets.setKeyExpirationTime(false, seconds);
    }
    return subpackets;
  }

  private static PGPKeyPair pair() throws PGPException {
    RSAKeyPairGenerator generator = new RSAKeyPairGenerator();
    generator.init(new RSAKeyGenerationParameters(BigInteger.valueOf(65_537), RANDOM, BITS, 80));
    AsymmetricCipherKeyPair keys = generator.generateKeyPair();
    return new BcPGPKeyPair(4, PublicKeyAlgorithmTags.RSA_GENERAL, keys, Date.from(BORN));
  }

  byte[] binary() {
    try {
      return ring.getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The encryption key and what its owner signed about it, without the owner's key. */
  byte[] encryptionPackets() {
    try {
      return ring.getPublicKey(encryption.getKeyID()).getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String base64() {
    return Base64.getEncoder().encodeToString(binary());
  }

  String armoured() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (ArmoredOutputStream armour = ArmoredOutputStream.builder().build(text)) {
      ring.encode(armour);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString(StandardCharsets.US_ASCII);
  }

  String fingerprint() {
    return HexFormat.of().formatHex(ring.getPublicKey().getFingerprint());
  }

  byte[] decrypt(byte[] message) {
    try {
      PGPEncryptedDataList list =
          (PGPEncryptedDataList) new BcPGPObjectFactory(message).nextObject();
      PGPPublicKeyEncryptedData data = (PGPPublicKeyEncryptedData) list.get(0);
      InputStream clear = data.getDataStream(new BcPublicKeyDataDecryptorFactory(encryption));
      byte[] packets = clear.readAllBytes();
      if (!data.verify()) {
        throw new IllegalStateException("the message was changed");
      }
      PGPLiteralData literal =
          (PGPLiteralData) new BcPGPObjectFactory(new ByteArrayInputStream(packets)).nextObject();
      return literal.getInputStream().readAllBytes();
    } catch (IOException | PGPException e) {
      throw new IllegalStateException(e);
    }
  }
}
