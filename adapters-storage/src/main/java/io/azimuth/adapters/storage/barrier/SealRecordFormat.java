package io.azimuth.adapters.storage.barrier;

import io.azimuth.adapters.storage.json.StrictObject;
import io.azimuth.adapters.storage.json.UnreadableException;
import io.azimuth.adapters.storage.json.ValueJson;
import io.azimuth.application.api.Value;
import io.azimuth.application.port.store.SealRecord;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import java.util.Base64;

/** The stored form of {@link SealRecord}: JSON in clear, for it is read before there are keys. */
final class SealRecordFormat {

  private static final int VERSION = 1;

  private SealRecordFormat() {}

  static byte[] write(SealRecord seal) {
    return ValueJson.write(
        Value.Obj.builder()
            .put("v", VERSION)
            .put("type", seal.type())
            .put("wrapped_root_key", Base64.getEncoder().encodeToString(seal.wrappedRootKey()))
            .build());
  }

  /**
   * The record.
   *
   * @throws ServiceException with {@code SEAL_UNUSABLE} when it is malformed or too new
   */
  static SealRecord read(byte[] stored) {
    try {
      StrictObject fields = new StrictObject(ValueJson.read(stored));
      long version = fields.number("v");
      if (version != VERSION) {
        throw new UnreadableException("version " + version + " is not known to this server");
      }
      SealRecord seal =
          new SealRecord(
              fields.text("type"), Base64.getDecoder().decode(fields.text("wrapped_root_key")));
      fields.end();
      return seal;
    } catch (UnreadableException | IllegalArgumentException e) {
      throw new ServiceException(ErrorCode.SEAL_UNUSABLE, "core/seal cannot be read", e);
    }
  }
}
