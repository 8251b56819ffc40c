package io.azimuth.adapters.storage.record;

import io.azimuth.adapters.storage.json.StrictObject;
import io.azimuth.application.api.Value;
import io.azimuth.domain.token.RevokedPrefix;

/** Marks of revoked prefixes. */
final class RevokedPrefixCodec implements Codec<RevokedPrefix> {

  static final RevokedPrefixCodec INSTANCE = new RevokedPrefixCodec();

  private RevokedPrefixCodec() {}

  @Override
  public void encode(RevokedPrefix mark, Value.Builder fields) {
    fields.put("path", mark.path()).put("number", mark.number());
  }

  @Override
  public RevokedPrefix decode(StrictObject fields) {
    return new RevokedPrefix(fields.text("path"), fields.number("number"));
  }
}
