package io.azimuth.application.audit;

import io.azimuth.domain.secret.HmacSha256;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Replaces texts by a keyed hash, {@code hmac-sha256:<hex>}, with the salt of one audit device. A
 * reader who knows a text can find it in the log, but cannot read a text out of the log.
 */
public final class SaltedHash {

  private static final String PREFIX = "hmac-sha256:";

  /** A text as long as any hash. */
  static final String SAMPLE = PREFIX + "0".repeat(64);

  /** The length of every hash. */
  static final int LENGTH = SAMPLE.length();

  private final HmacSha256 hash;

  public SaltedHash(SecretText salt) {
    hash = new HmacSha256(salt.expose().getBytes(StandardCharsets.UTF_8));
  }

  /** The hash of the text, with its prefix. */
  public String of(String text) {
    return PREFIX + hash.hex(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The same value with every text in it hashed. Member names stay readable, unless they look like
   * tokens.
   */
  Value of(Value value) {
    if (value instanceof Value.Text text) {
      return Value.of(of(text.text()));
    }
    if (value instanceof Value.Items items) {
      return new Value.Items(items.values().stream().map(this::of).toList());
    }
    if (value instanceof Value.Obj object) {
      Map<String, Value> hashed = new LinkedHashMap<>();
      object
          .members()
          .forEach((name, member) -> hashed.put(TokenRedaction.redact(name, this::of), of(member)));
      return new Value.Obj(hashed);
    }
    return value;
  }
}
