package io.azimuth.adapters.storage.pgp;

import io.azimuth.application.port.seal.PgpRecipient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;

/** Encrypts with AES-256 and an integrity packet, which every OpenPGP implementation reads. */
record BouncyCastleRecipient(String fingerprint, PGPPublicKey key, SecureRandom random)
    implements PgpRecipient {

  @Override
  public byte[] encrypt(byte[] plaintext) {
    PGPEncryptedDataGenerator generator =
        new PGPEncryptedDataGenerator(
            new BcPGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256)
                .setWithIntegrityPacket(true)
                .setSecureRandom(random));
    generator.addMethod(new BcPublicKeyKeyEncryptionMethodGenerator(key).setSecureRandom(random));
    try {
      byte[] literal = literal(plaintext);
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      try (OutputStream encrypted = generator.open(message, literal.length)) {
        encrypted.write(literal);
      }
      Arrays.fill(literal, (byte) 0);
      return message.toByteArray();
    } catch (IOException | PGPException e) {
      throw new IllegalStateException("a key that was tried before does not encrypt", e);
    }
  }

  private static byte[] literal(byte[] plaintext) throws IOException {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    try (OutputStream content =
        new PGPLiteralDataGenerator()
            .open(packet, PGPLiteralData.BINARY, "", plaintext.length, PGPLiteralData.NOW)) {
      content.write(plaintext);
    }
    return packet.toByteArray();
  }
}
