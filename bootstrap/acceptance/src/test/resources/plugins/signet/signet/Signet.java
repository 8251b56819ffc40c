package signet;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.seal.Seal;
import io.azimuth.spi.seal.SealContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Name of the key and its length, nonce, and AES-256-GCM with the name as associated data. */
final class Signet implements Seal {

  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final String name;
  private final Map<String, byte[]> keys;
  private final Optional<Path> faultFile;
  private final SealContext context;

  Signet(String name, Map<String, byte[]> keys, Optional<Path> faultFile, SealContext context) {
    this.name = name;
    this.keys = keys;
    this.faultFile = faultFile;
    this.context = context;
  }

  @Override
  public String type() {
    return "signet";
  }

  @Override
  public byte[] wrap(byte[] rootKey) {
    failIfAsked();
    byte[] title = name.getBytes(StandardCharsets.UTF_8);
    byte[] nonce = context.secrets().bytes(NONCE);
    byte[] hidden = crypt(Cipher.ENCRYPT_MODE, name, nonce, rootKey);
    return ByteBuffer.allocate(1 + title.length + NONCE + hidden.length)
        .put((byte) title.length)
        .put(title)
        .put(nonce)
        .put(hidden)
        .array();
  }

  @Override
  public byte[] unwrap(byte[] wrapped) {
    failIfAsked();
    String title = title(wrapped).filter(keys::containsKey).orElseThrow(() -> unusable());
    int start = 1 + title.getBytes(StandardCharsets.UTF_8).length;
    return crypt(
        Cipher.DECRYPT_MODE,
        title,
        Arrays.copyOfRange(wrapped, start, start + NONCE),
        Arrays.copyOfRange(wrapped, start + NONCE, wrapped.length));
  }

  @Override
  public boolean rewrapDue(byte[] wrapped) {
    return !title(wrapped).orElseThrow(() -> unusable()).equals(name);
  }

  @Override
  public boolean isOwn(byte[] wrapped) {
    return title(wrapped).filter(keys::containsKey).isPresent();
  }

  private static Optional<String> title(byte[] wrapped) {
    if (wrapped.length == 0
        || wrapped[0] < 1
        || wrapped.length <= 1 + wrapped[0] + NONCE + TAG_BITS / Byte.SIZE) {
      return Optional.empty();
    }
    return Optional.of(new String(wrapped, 1, wrapped[0], StandardCharsets.UTF_8));
  }

  private byte[] crypt(int mode, String title, byte[] nonce, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          mode,
          new SecretKeySpec(keys.get(title), "AES"),
          new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(title.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw unusable();
    }
  }

  private static ServiceException unusable() {
    return new ServiceException(ErrorCode.SEAL_UNUSABLE, "no phrase of this signet opens it");
  }

  private void failIfAsked() {
    switch (fault()) {
      case "away" ->
          throw new ServiceException(ErrorCode.SEAL_UNAVAILABLE, "the ring is at the jeweller's");
      case "runtime" -> throw new IllegalStateException("some phrase");
      case "deaf" -> hang();
      default -> {}
    }
  }

  private String fault() {
    try {
      return faultFile.isPresent() && Files.exists(faultFile.get())
          ? Files.readString(faultFile.get())
          : "";
    } catch (IOException e) {
      return "";
    }
  }

  // Also when it is interrupted.
  private void hang() {
    while (fault().equals("deaf")) {
      LockSupport.parkNanos(20_000_000);
      Thread.interrupted();
    }
  }

  @Override
  public void close() {
    context.plugin().logger().info("the signet {} is put away", name);
  }
}
