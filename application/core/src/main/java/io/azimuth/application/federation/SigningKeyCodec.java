package io.azimuth.application.federation;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.federation.PublicSigningKey;
import io.azimuth.domain.federation.RetiredKey;
import io.azimuth.domain.federation.SigningAlgorithm;
import io.azimuth.domain.federation.SigningKeyName;
import io.azimuth.domain.federation.SigningKeyPair;
import io.azimuth.domain.federation.SigningKeyRing;
import io.azimuth.domain.federation.SigningKeySettings;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.api.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Named signing keys as they are stored, private keys included: the barrier encrypts them. */
final class SigningKeyCodec {

  private static final String PERIOD = "rotation_period";
  private static final String VERIFICATION = "verification_ttl";
  private static final String AUDIENCES = "allowed_client_ids";
  private static final String ALGORITHM = "algorithm";
  private static final String RING = "ring";
  private static final String CURRENT = "current";
  private static final String SINCE = "since";
  private static final String NEXT = "next";
  private static final String RETIRED = "retired";
  private static final String OWED = "owed";
  private static final String ID = "kid";
  private static final String PRIVATE = "private";
  private static final String UNTIL = "until";

  private SigningKeyCodec() {}

  static Value.Obj encode(NamedSigningKey key) {
    Value.Builder record =
        Value.Obj.builder()
            .put(PERIOD, key.settings().rotationPeriod().toSeconds())
            .put(VERIFICATION, key.settings().verificationTtl().toSeconds())
            .put(AUDIENCES, key.settings().allowedAudiences())
            .put(ALGORITHM, key.settings().algorithm().jwsName());
    key.ring().ifPresent(ring -> record.put(RING, encode(ring)));
    return record.build();
  }

  /** The key in the record; throws {@link ServiceException} when the record holds no key. */
  static NamedSigningKey decode(SigningKeyName name, Value.Obj record) {
    try {
      SigningKeySettings settings =
          new SigningKeySettings(
              Duration.ofSeconds(number(record, PERIOD)),
              Duration.ofSeconds(number(record, VERIFICATION)),
              list(record, AUDIENCES, value -> ((Value.Text) value).text()),
              algorithm(record));
      return new NamedSigningKey(
          name, settings, record.get(RING).map(Value.Obj.class::cast).map(SigningKeyCodec::ring));
    } catch (IllegalArgumentException | ClassCastException e) {
      // Without the cause: its message might contain a part of the key.
      throw new ServiceException(
          ErrorCode.RECORD_UNREADABLE, "the record of signing key " + name + " is damaged");
    }
  }

  private static Value.Obj encode(SigningKeyRing ring) {
    return Value.Obj.builder()
        .put(CURRENT, encode(ring.current()))
        .put(SINCE, ring.since().toEpochMilli())
        .put(NEXT, encode(ring.next()))
        .put(OWED, ring.owed().toEpochMilli())
        .put(
            RETIRED,
            new Value.Items(ring.retired().stream().<Value>map(SigningKeyCodec::encode).toList()))
        .build();
  }

  private static Value.Obj encode(SigningKeyPair pair) {
    byte[] bytes = pair.privateKey().expose();
    return encode(pair.publicKey()).put(PRIVATE, Base64.getEncoder().encodeToString(bytes)).build();
  }

  private static Value.Obj encode(RetiredKey old) {
    return encode(old.publicKey()).put(UNTIL, old.until().toEpochMilli()).build();
  }

  private static Value.Builder encode(PublicSigningKey key) {
    Value.Builder record =
        Value.Obj.builder().put(ID, key.id()).put(ALGORITHM, key.algorithm().jwsName());
    key.numbers().forEach(record::put);
    return record;
  }

  private static SigningKeyRing ring(Value.Obj record) {
    return new SigningKeyRing(
        pair(member(record, CURRENT)),
        Instant.ofEpochMilli(number(record, SINCE)),
        pair(member(record, NEXT)),
        list(record, RETIRED, SigningKeyCodec::retired),
        Instant.ofEpochMilli(number(record, OWED)));
  }

  private static SigningKeyPair pair(Value value) {
    Value.Obj record = (Value.Obj) value;
    return new SigningKeyPair(
        publicKey(record), SecretBytes.taking(Base64.getDecoder().decode(text(record, PRIVATE))));
  }

  private static RetiredKey retired(Value value) {
    Value.Obj record = (Value.Obj) value;
    return new RetiredKey(publicKey(record), Instant.ofEpochMilli(number(record, UNTIL)));
  }

  private static PublicSigningKey publicKey(Value.Obj record) {
    SigningAlgorithm algorithm = algorithm(record);
    Map<String, String> numbers = new HashMap<>();
    algorithm.parameters().forEach(name -> numbers.put(name, text(record, name)));
    return new PublicSigningKey(text(record, ID), algorithm, numbers);
  }

  // Older records have no algorithm: RS256 was the only one.
  private static SigningAlgorithm algorithm(Value.Obj record) {
    return SigningAlgorithm.parse(record.get(ALGORITHM).isEmpty() ? "" : text(record, ALGORITHM))
        .orElseThrow();
  }

  private static Value member(Value.Obj record, String name) {
    Optional<Value> value = record.get(name);
    return value.orElseThrow(() -> new IllegalArgumentException(name));
  }

  private static String text(Value.Obj record, String name) {
    return ((Value.Text) member(record, name)).text();
  }

  private static long number(Value.Obj record, String name) {
    return Long.parseLong(((Value.Num) member(record, name)).literal());
  }

  private static <T> List<T> list(Value.Obj record, String name, Function<Value, T> read) {
    return ((Value.Items) member(record, name)).values().stream().map(read).toList();
  }
}
