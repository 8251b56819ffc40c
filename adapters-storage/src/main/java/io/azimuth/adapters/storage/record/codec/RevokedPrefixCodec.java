package io.azimuth.adapters.storage.record.codec;

import io.azimuth.adapters.storage.json.StrictObject;
import io.azimuth.domain.token.RevokedPrefix;
import io.azimuth.spi.api.Value;

/** The stored form of the marks of revoked prefixes. */
public final class RevokedPrefixCodec implements RecordCodec<RevokedPrefix> {

  public static final RevokedPrefixCodec INSTANCE = new RevokedPrefixCodec();

  private RevokedPrefixCodec() {}

  @Override
  public void encode(RevokedPrefix mark, Value.Builder fields) {
    fields.put("path", mark.path()).put("number", mark.number());
    if (mark.forced()) {
      fields.put("forced", true);
    }
  }

  @Override
  public RevokedPrefix decode(StrictObject fields) {
    return new RevokedPrefix(
        fields.text("path"), fields.number("number"), fields.optionalFlag("forced"));
  }
}
