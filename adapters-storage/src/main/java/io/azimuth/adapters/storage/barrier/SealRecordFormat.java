package io.azimuth.adapters.storage.barrier;

import io.azimuth.adapters.storage.json.StrictObject;
import io.azimuth.adapters.storage.json.UnreadableException;
import io.azimuth.adapters.storage.json.ValueJson;
import io.azimuth.application.port.seal.HeldShares;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.port.seal.SealRecord.Pair;
import io.azimuth.application.port.seal.SealWrappedKey;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.seal.ShareCounts;
import io.azimuth.spi.api.Value;
import java.util.Base64;
import java.util.Optional;

/**
 * The stored form of {@link SealRecord}: JSON without encryption, because it is read before there
 * are keys. The first version of the form has no shares.
 */
final class SealRecordFormat {

  private static final int WITHOUT_SHARES = 1;
  private static final int VERSION = 2;

  private SealRecordFormat() {}

  static byte[] write(SealRecord seal) {
    Value.Builder object =
        Value.Obj.builder()
            .put("v", VERSION)
            .put("type", seal.type())
            .put("root_key", write(seal.rootKey().current()));
    seal.rootKey().previous().ifPresent(key -> object.put("previous_root_key", write(key)));
    seal.recovery().ifPresent(pair -> object.put("recovery", write(pair.current())));
    seal.recovery()
        .flatMap(Pair::previous)
        .ifPresent(key -> object.put("previous_recovery", write(key)));
    return ValueJson.write(object.build());
  }

  private static Value write(SealWrappedKey key) {
    Value.Builder object =
        Value.Obj.builder().put("wrapped", Base64.getEncoder().encodeToString(key.wrapped()));
    key.held().ifPresent(held -> write(held, object));
    return object.build();
  }

  private static void write(HeldShares held, Value.Builder object) {
    object.put("shares", held.counts().shares()).put("threshold", held.counts().threshold());
    if (!held.hashes().isEmpty()) {
      object.put("share_hashes", held.hashes());
    }
  }

  /**
   * Reads the stored form.
   *
   * @throws ServiceException with {@code SEAL_UNUSABLE} when it is malformed or its version is too
   *     new
   */
  static SealRecord read(byte[] stored) {
    try {
      StrictObject fields = new StrictObject(ValueJson.read(stored));
      SealRecord seal = read(fields, fields.number("v"));
      fields.end();
      return seal;
    } catch (UnreadableException | IllegalArgumentException e) {
      throw new ServiceException(ErrorCode.SEAL_UNUSABLE, "core/seal cannot be read", e);
    }
  }

  private static SealRecord read(StrictObject fields, long version) {
    if (version == WITHOUT_SHARES) {
      return new SealRecord(
          fields.text("type"), Base64.getDecoder().decode(fields.text("wrapped_root_key")));
    }
    if (version != VERSION) {
      throw new UnreadableException("version " + version + " is not known to this server");
    }
    Pair rootKey = new Pair(key(fields.object("root_key")), optional(fields, "previous_root_key"));
    Optional<SealWrappedKey> replaced = optional(fields, "previous_recovery");
    Optional<Pair> recovery = optional(fields, "recovery").map(key -> new Pair(key, replaced));
    return new SealRecord(fields.text("type"), rootKey, recovery);
  }

  private static Optional<SealWrappedKey> optional(StrictObject fields, String name) {
    return fields.optionalObject(name).map(SealRecordFormat::key);
  }

  private static SealWrappedKey key(Value.Obj object) {
    StrictObject fields = new StrictObject(object);
    Optional<HeldShares> held = Optional.empty();
    if (object.get("shares").isPresent()) {
      ShareCounts counts =
          new ShareCounts(fields.smallNumber("shares"), fields.smallNumber("threshold"));
      held = Optional.of(new HeldShares(counts, fields.optionalTexts("share_hashes")));
    }
    SealWrappedKey key =
        new SealWrappedKey(held, Base64.getDecoder().decode(fields.text("wrapped")));
    fields.end();
    return key;
  }
}
