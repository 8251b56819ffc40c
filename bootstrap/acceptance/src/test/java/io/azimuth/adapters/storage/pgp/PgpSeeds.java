package io.azimuth.adapters.storage.pgp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Date;
import java.util.List;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.PGPDigestCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/** Makes a key that can sign and encrypt. */
final class PgpSeeds {

  private static final int BITS = 1_024; // quick to make; used only here

  private PgpSeeds() {}

  static List<byte[]> keys() {
    try {
      PGPSignatureSubpacketGenerator packets = new PGPSignatureSubpacketGenerator();
      packets.setKeyFlags(
          false, KeyFlags.CERTIFY_OTHER | KeyFlags.ENCRYPT_COMMS | KeyFlags.ENCRYPT_STORAGE);
      PGPDigestCalculator sha1 = new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1);
      PGPKeyPair pair = pair();
      byte[] ring =
          new PGPKeyRingGenerator(
                  PGPSignature.POSITIVE_CERTIFICATION,
                  pair,
                  "a@example",
                  sha1,
                  packets.generate(),
                  null,
                  new BcPGPContentSignerBuilder(
                      pair.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA256),
                  null)
              .generatePublicKeyRing()
              .getEncoded();
      return List.of(ring);
    } catch (PGPException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PGPKeyPair pair() throws PGPException {
    RSAKeyPairGenerator generator = new RSAKeyPairGenerator();
    generator.init(
        new RSAKeyGenerationParameters(BigInteger.valueOf(0x10001), new SecureRandom(), BITS, 12));
    return new BcPGPKeyPair(
        4,
        PublicKeyAlgorithmTags.RSA_GENERAL,
        generator.generateKeyPair(),
        Date.from(java.time.Instant.parse("2026-01-01T00:00:00Z")));
  }
}
