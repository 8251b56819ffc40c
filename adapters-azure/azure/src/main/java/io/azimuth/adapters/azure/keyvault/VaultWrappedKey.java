package io.azimuth.adapters.azure.keyvault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What this seal stores: format (1 byte), SHA-256 of the rest, and JSON with vault, key, version
 * and wrapped value. The checksum distinguishes a damaged store from a key that is gone; it proves
 * nothing.
 */
final class VaultWrappedKey {

  private static final int FORMAT = 1;
  private static final int SUM_BYTES = 32;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z]{1,64}");

  private final KeyVaultKey key;
  private final String version;
  private final byte[] value;

  VaultWrappedKey(KeyVaultKey key, String version, byte[] value) {
    this.key = key;
    this.version = version;
    this.value = value.clone();
  }

  /**
   * Reads the stored bytes.
   *
   * @throws ServiceException with {@code SEAL_UNUSABLE} when this seal did not write them
   */
  static VaultWrappedKey parse(byte[] bytes) {
    if (bytes.length <= 1 + SUM_BYTES || bytes[0] != FORMAT) {
      throw unusable();
    }
    byte[] rest = Arrays.copyOfRange(bytes, 1 + SUM_BYTES, bytes.length);
    if (!MessageDigest.isEqual(Arrays.copyOfRange(bytes, 1, 1 + SUM_BYTES), sum(rest))) {
      throw unusable();
    }
    try {
      JsonNode members = JSON.readTree(rest);
      String version = members.path("version").asText();
      if (!VERSION.matcher(version).matches()) {
        throw unusable();
      }
      return new VaultWrappedKey(
          new KeyVaultKey(URI.create(members.path("vault").asText()), members.path("key").asText()),
          version,
          Base64.getDecoder().decode(members.path("value").asText()));
    } catch (IOException | IllegalArgumentException e) {
      throw unusable();
    }
  }

  byte[] bytes() {
    byte[] rest =
        JSON.createObjectNode()
            .put("vault", key.vault().toString())
            .put("key", key.name())
            .put("version", version)
            .put("value", Base64.getEncoder().encodeToString(value))
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(1 + SUM_BYTES + rest.length)
        .put((byte) FORMAT)
        .put(sum(rest))
        .put(rest)
        .array();
  }

  KeyVaultKey key() {
    return key;
  }

  String version() {
    return version;
  }

  byte[] value() {
    return value.clone();
  }

  private static byte[] sum(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private static ServiceException unusable() {
    return new ServiceException(
        ErrorCode.SEAL_UNUSABLE, "the wrapped root key in the store is damaged or of another seal");
  }
}
