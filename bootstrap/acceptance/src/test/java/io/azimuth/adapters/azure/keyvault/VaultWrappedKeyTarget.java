package io.azimuth.adapters.azure.keyvault;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.fuzz.FuzzTarget;
import io.azimuth.fuzz.Inputs;
import io.azimuth.fuzz.Property;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** Fuzzes what the seal of Key Vault stores, with a checksum that fits. */
public final class VaultWrappedKeyTarget implements FuzzTarget {

  @Override
  public List<byte[]> seeds() {
    return Inputs.texts(
        "{\"vault\":\"https://lab.vault.azure.net\",\"key\":\"azimuth-seal\",\"version\":\"0a1b\","
            + "\"value\":\"AAEC\"}",
        "{\"vault\":\"\",\"key\":\"\",\"version\":\"1\",\"value\":\"\"}");
  }

  @Override
  public void accept(byte[] input) {
    VaultWrappedKey read;
    try {
      read = VaultWrappedKey.parse(framed(input));
    } catch (ServiceException e) {
      Property.same(e.code(), ErrorCode.SEAL_UNUSABLE, "code");
      return;
    }
    VaultWrappedKey again = VaultWrappedKey.parse(read.bytes());
    Property.same(again.key(), read.key(), "key");
    Property.same(again.version(), read.version(), "version");
    Property.same(Inputs.text(again.value()), Inputs.text(read.value()), "value");
  }

  private static byte[] framed(byte[] input) {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(input);
      return ByteBuffer.allocate(1 + sum.length + input.length)
          .put((byte) 1)
          .put(sum)
          .put(input)
          .array();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
