package io.azimuth.testkit.fake;

import io.azimuth.application.port.seal.PgpEncryption;
import io.azimuth.application.port.seal.PgpRecipient;
import io.azimuth.domain.text.Checked;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Encrypts nothing; a key is valid when it begins with {@code key-}. */
public final class FakePgp implements PgpEncryption {

  @Override
  public Checked<PgpRecipient> recipient(String text) {
    return text.startsWith("key-")
        ? Checked.of(new Holder(text))
        : Checked.problem("this is no key");
  }

  private record Holder(String name) implements PgpRecipient {

    @Override
    public String fingerprint() {
      return "print of " + name;
    }

    @Override
    public byte[] encrypt(byte[] plaintext) {
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      message.writeBytes((name + ":").getBytes(StandardCharsets.UTF_8));
      message.writeBytes(plaintext);
      return message.toByteArray();
    }
  }
}
